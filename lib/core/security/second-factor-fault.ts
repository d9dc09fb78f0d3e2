import type { SecondFactorUse } from "../identity.ts";

/** What is signed, and what to do then. */
const SIGNED = {
  vote: {
    needs: "Voting GO needs a second factor here, and so does deciding who votes; a NO-GO needs none.",
    then: "come back",
  },
  decision: { needs: "Deciding this checkpoint needs a second factor.", then: "decide" },
  end: { needs: "Giving up the rollout needs a second factor here, and so does archiving it.", then: "come back" },
} as const;

/** Why a session may not sign where configuration or plan ask for a second factor, and what to do; null: it may. */
export function secondFactorFault(
  what: keyof typeof SIGNED,
  isNeeded: boolean | undefined,
  secondFactor: SecondFactorUse,
): string | null {
  if (isNeeded !== true || secondFactor === "used") return null;
  const { needs, then } = SIGNED[what];
  return secondFactor === "none"
    ? `${needs} Set one up under Settings, then ${then}.`
    : `${needs} Sign out, and sign in again with it.`;
}
