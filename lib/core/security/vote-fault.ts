import type { SecondFactorUse } from "../identity.ts";

const NEEDED = "Voting GO or NO-GO needs a second factor here.";

/** Why a session may not vote where the configuration asks for a second factor, and what to do; null: it may. */
export function voteFault(isNeeded: boolean, secondFactor: SecondFactorUse): string | null {
  if (!isNeeded || secondFactor === "used") return null;
  return secondFactor === "none"
    ? `${NEEDED} Set one up under Settings, then vote.`
    : `${NEEDED} Sign out, and sign in again with it.`;
}
