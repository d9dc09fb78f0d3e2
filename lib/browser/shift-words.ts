import type { OwedHandoff } from "#core/shift/duty";

/** "Tomas Silva", or that nobody leads it. */
export function leadWords(lead: { readonly name: string } | null): string {
  return lead?.name ?? "nobody";
}

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
