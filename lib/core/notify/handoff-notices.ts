import { HANDOFF_AHEAD_MS, handoffsOwed, type OwedHandoff, type ShiftNow } from "../shift/duty.ts";
import { momentWordsFrom } from "../time-words.ts";
import type { DuePlace } from "./due-place.ts";
import { noticeOf, type NoticeWords } from "./notice-of.ts";
import type { Notice } from "./notice.ts";

/** Reminders of handoffs that are to be written or accepted: ahead of the shift, when one is written, and when it is late. Pure. */
export function handoffNotices(place: DuePlace): readonly Notice[] {
  return handoffsOwed(place).flatMap((owed) => [ahead(owed, place), ...written(owed, place), ...late(owed, place)]);
}

const KIND = { kind: "handoff", link: "/schedule" } as const;

function ahead({ outgoing, incoming }: OwedHandoff, place: DuePlace): Notice {
  const at = Math.min(incoming.here, incoming.from - HANDOFF_AHEAD_MS);
  const words = {
    ...KIND,
    severity: "info",
    subject: `handoff:${incoming.id}`,
    title: `Write the handoff to ${incoming.label}`,
    body: `${incoming.label} begins at ${momentWordsFrom(place.now, incoming.from)}. The form is filled already: read it, add what to watch, and send it.`,
    audience: leading(outgoing),
  } satisfies NoticeWords;
  return noticeOf({ ...words, key: `handoff:${incoming.id}:${incoming.from}:due`, at }, place);
}

function written({ incoming, handoff }: OwedHandoff, place: DuePlace): readonly Notice[] {
  if (!handoff) return [];
  const words = {
    ...KIND,
    severity: "info",
    subject: `handoff:${incoming.id}`,
    title: `Accept the handoff to ${incoming.label}`,
    body: handoff.summary,
    audience: leading(incoming),
  } satisfies NoticeWords;
  return [noticeOf({ ...words, key: `handoff:${incoming.id}:written:${handoff.revision}`, at: handoff.at }, place)];
}

function late({ outgoing, incoming, handoff, isOverdue }: OwedHandoff, place: DuePlace): readonly Notice[] {
  if (!isOverdue) return [];
  const words = {
    ...KIND,
    severity: "low",
    subject: `handoff:${incoming.id}`,
    title: `${incoming.label} has begun without an accepted handoff`,
    body: handoff
      ? "It is written, and nobody has accepted it yet."
      : "It is not written yet: the shift before still answers for everything.",
    audience: leading(outgoing, incoming),
  } satisfies NoticeWords;
  return [noticeOf({ ...words, key: `handoff:${incoming.id}:${incoming.from}:late`, at: incoming.from }, place)];
}

/** Whoever leads these shifts: also one who took it and holds another role. */
function leading(...shifts: readonly ShiftNow[]): { readonly roles: string[]; readonly people: string[] } {
  return {
    roles: [...new Set(shifts.map(({ leadRole }) => leadRole.id))],
    people: [...new Set(shifts.flatMap(({ lead }) => lead?.id ?? []))],
  };
}
