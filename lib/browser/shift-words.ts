import type { OwedHandoff } from "#core/shift/duty";

/** What is owed, in one sentence: who has to do what. */
export function owedSentence({ outgoing, incoming, handoff }: OwedHandoff): string {
  if (!handoff) {
    const who = outgoing.lead?.name ?? outgoing.leadRole.label;
    return `${who} has to write the handoff to ${incoming.label}.`;
  }
  const who = incoming.lead?.name;
  return who
    ? `${who} has to accept the handoff to ${incoming.label}.`
    : `The handoff to ${incoming.label} waits: nobody leads that shift.`;
}

/** The same in a few words, for a wall: "to accept: Tomas Silva". */
export function owedWords({ outgoing, incoming, handoff }: OwedHandoff): string {
  return handoff
    ? `to accept: ${incoming.lead?.name ?? "nobody leads"}`
    : `to write: ${outgoing.lead?.name ?? outgoing.leadRole.label}`;
}
