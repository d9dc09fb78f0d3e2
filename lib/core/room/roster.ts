import { z } from "zod";
import type { EpochMs } from "../time.ts";
import { personSchema, type Actor, type Person } from "./actor.ts";
import { put } from "./record.ts";

const role = z.string();

/** Who stands for which of the plan's roles, who is here, and who votes for whom. */
export const rosterEvents = [
  z.object({ type: z.literal("role_assigned"), role, person: personSchema.nullable() }),
  z.object({ type: z.literal("vote_delegated"), role, to: personSchema.nullable(), reason: z.string() }),
  z.object({ type: z.literal("checked_in"), person: personSchema }),
  z.object({ type: z.literal("checked_out"), person: personSchema }),
] as const;
type RosterEvent = z.infer<(typeof rosterEvents)[number]>;

export type Roster = {
  /** The plan's role ids, each with who holds it. */
  readonly holders: Readonly<Record<string, Person>>;
  /** Roles whose vote somebody else gives, until the holder takes it back. */
  readonly delegates: Readonly<Record<string, Delegation>>;
  /** Person ids of those who are here, since when. */
  readonly present: Readonly<Record<string, EpochMs>>;
};
export type Delegation = { readonly to: Person; readonly reason: string; readonly at: EpochMs };

export const EMPTY_ROSTER: Roster = { holders: {}, delegates: {}, present: {} };

export function applyRoster(
  roster: Roster,
  event: RosterEvent & { readonly at: EpochMs; readonly actor: Actor },
): Roster {
  switch (event.type) {
    case "role_assigned": {
      // a new holder decides anew who votes for them
      const delegates = put(roster.delegates, event.role, null);
      return { ...roster, delegates, holders: put(roster.holders, event.role, event.person) };
    }
    case "vote_delegated": {
      const delegation = event.to && { to: event.to, reason: event.reason, at: event.at };
      return { ...roster, delegates: put(roster.delegates, event.role, delegation) };
    }
    case "checked_in":
      return { ...roster, present: put(roster.present, event.person.id, event.at) };
    case "checked_out":
      return { ...roster, present: put(roster.present, event.person.id, null) };
    default:
      return event satisfies never;
  }
}

/** The plan's roles that this person holds. */
export function rolesOf({ holders }: Roster, personId: string): readonly string[] {
  return Object.entries(holders).flatMap(([id, holder]) => (holder.id === personId ? [id] : []));
}

/** Roles for which this person votes: those held and not handed on, and those handed to them. */
export function votesOf(roster: Roster, personId: string): readonly string[] {
  return Object.keys(roster.holders).filter((id) => voterFor(roster, id)?.id === personId);
}

/** Who votes for a role now: its delegate, else its holder; null while nobody holds it. */
export function voterFor({ holders, delegates }: Roster, id: string): Person | null {
  return delegates[id]?.to ?? holders[id] ?? null;
}
