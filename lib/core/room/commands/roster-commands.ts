import { z } from "zod";
import { idText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import type { Account } from "../actor.ts";
import { roleLabel, voteFault, wrong, type Deciding, type Decide } from "../deciding.ts";
import { lookUp } from "../../look-up.ts";

/** The account with this id; null for null. */
function accountOf({ facts }: Deciding, id: string | null): Outcome<Account | null> {
  if (id === null) return accept(null);
  const account = facts.accounts.find((candidate) => candidate.id === id);
  return account ? accept(account) : refuse("not_found", `There is no account "${id}".`);
}

export const assignRoleInput = z.strictObject({
  role: idText,
  /** Account id; null takes the role from whoever holds it. */
  person: idText.nullable(),
});

/** A voting role goes to a lead of its discipline; any other to whoever has an account. */
export const decideAssignRole: Decide<z.infer<typeof assignRoleInput>> = (room, { role, person: id }, about) => {
  const { plan } = about;
  const found = accountOf(about, id);
  if (!found.ok) return found;
  const person = found.value;
  const wanted = plan.people.roles.find((candidate) => candidate.id === role);
  if (!wanted) return refuse("not_found", `The plan has no role "${role}".`);
  const noFactor = wanted.votes ? voteFault(about) : null;
  if (noFactor !== null) return refuse("forbidden", noFactor);
  if (person && wanted.votes && person.role !== "lead")
    return wrong(
      "person",
      `${wanted.label} votes in the GO/NO-GO, so it must be a lead; ${person.name} is ${person.role}.`,
    );
  if (person && wanted.votes && person.discipline !== wanted.discipline)
    return wrong(
      "person",
      `${wanted.label} speaks for ${wanted.discipline}; ${person.name} is of ${person.discipline ?? "no discipline"}.`,
    );
  const holder = lookUp(room.roster.holders, role) ?? null;
  if ((holder?.id ?? null) === (person?.id ?? null)) return accept([]);
  return accept([{ type: "role_assigned", role, person: person && { id: person.id, name: person.name } }]);
};

export const delegateVoteInput = z.strictObject({
  role: idText,
  /** Account id; null takes the vote back. */
  to: idText.nullable(),
  reason: reasonText,
});

/** Only the holder hands on a vote, to another lead, and takes it back. */
export const decideDelegateVote: Decide<z.infer<typeof delegateVoteInput>> = (
  room,
  { role, to: id, reason },
  about,
) => {
  const { plan, actor } = about;
  const found = accountOf(about, id);
  if (!found.ok) return found;
  const to = found.value;
  const wanted = plan.people.roles.find((candidate) => candidate.id === role);
  if (!wanted) return refuse("not_found", `The plan has no role "${role}".`);
  if (!wanted.votes) return wrong("role", `${wanted.label} has no vote.`);
  const noFactor = voteFault(about);
  if (noFactor !== null) return refuse("forbidden", noFactor);
  if (lookUp(room.roster.holders, role)?.id !== actor.id)
    return refuse("forbidden", `Only who holds ${wanted.label} may hand on its vote.`);
  if (!to && !lookUp(room.roster.delegates, role))
    return refuse("conflict", `The vote of ${wanted.label} was not handed on: there is nothing to take back.`);
  if (to?.id === actor.id) return wrong("to", "a vote is handed to somebody else; take it back instead");
  if (to && to.role !== "lead") return wrong("to", `a vote goes to a lead; ${to.name} is ${to.role}`);
  return accept([{ type: "vote_delegated", role, to: to && { id: to.id, name: to.name }, reason }]);
};

export const checkInInput = z.strictObject({});

export const decideCheckIn: Decide<z.infer<typeof checkInInput>> = (room, _, { actor }) => {
  if (room.roster.present[actor.id] !== undefined) return accept([]);
  return accept([{ type: "checked_in", person: { id: actor.id, name: actor.name } }]);
};

export const decideCheckOut: Decide<z.infer<typeof checkInInput>> = (room, _, { actor }) => {
  if (room.roster.present[actor.id] === undefined) return accept([]);
  return accept([{ type: "checked_out", person: { id: actor.id, name: actor.name } }]);
};

export const addNoteInput = z.strictObject({ text: reasonText, checkpoint: idText.nullable().default(null) });

export const decideAddNote: Decide<z.infer<typeof addNoteInput>> = (room, { text, checkpoint }) => {
  if (checkpoint !== null && !lookUp(room.checkpoints, checkpoint))
    return refuse("not_found", `There is no open checkpoint "${checkpoint}".`);
  return accept([{ type: "note_added", text, checkpoint }]);
};

/** Why a role cannot act now, for messages: "Product lead is held by nobody". */
export function nobodyHolds(plan: Parameters<typeof roleLabel>[0], roles: readonly string[]): string {
  return `${roles.map((role) => roleLabel(plan, role)).join(", ")}: nobody holds ${roles.length === 1 ? "this role" : "these roles"} yet.`;
}
