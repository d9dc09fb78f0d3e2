import type { Account, PersonActor } from "./room/actor.ts";
import type { EpochMs } from "./time.ts";

/** None is set up; set up, but this session was opened without; or the session was opened with it. */
export const SECOND_FACTOR_USES = ["none", "unused", "used"] as const;
export type SecondFactorUse = (typeof SECOND_FACTOR_USES)[number];

/** Who is behind a request or a connection, as the doors found out. */
export type Identity =
  | {
      readonly kind: "person";
      readonly account: Account & { readonly email: string };
      readonly sessionId: string;
      /** Real time at which the password was last given. */
      readonly confirmedAt: EpochMs;
      readonly secondFactor: SecondFactorUse;
      /** Where the request comes from: an address, or an IPv6 network. */
      readonly peer: string;
    }
  | { readonly kind: "display"; readonly id: string; readonly name: string }
  | { readonly kind: "nobody" };

/** A signature asks for the password again after so long. */
export const CONFIRMED_FOR_MS = 15 * 60_000;

export function actorOf({ account }: Extract<Identity, { kind: "person" }>): PersonActor {
  const { id, name, role, discipline } = account;
  return { kind: "person", id, name, role, discipline };
}
