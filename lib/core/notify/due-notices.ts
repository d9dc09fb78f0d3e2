import type { Moment, Schedule } from "../plan/schedule.ts";
import { durationMs } from "../plan/when.ts";
import { activeAlerts } from "../room/alert.ts";
import { isClosed, type CheckpointRecord } from "../room/checkpoint.ts";
import type { Room } from "../room/room.ts";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { momentWordsFrom } from "../time-words.ts";
import { noticeOf, type NoticeWords } from "./notice-of.ts";
import type { DuePlace } from "./due-place.ts";
import { handoffNotices } from "./handoff-notices.ts";
import type { Notice } from "./notice.ts";

/** Whoever has the next shift hears of it so long before they are to be here. */
const SHIFT_AHEAD_MS = 30 * MINUTE_MS;
/** What is older is in the log and no news: after a long pause nobody gets a day's notices at once. */
export const NEWS_MS = HOUR_MS;

/** What the clock alone brings about, as it stands at `now`: forms past their grace, briefs, shifts about to begin. Pure. */
export function noticesDue(place: DuePlace): readonly Notice[] {
  const { room, schedule, now } = place;
  const found = [
    ...Object.values(room.checkpoints).flatMap((record) => overdue(record, place)),
    ...(room.launch.start ? schedule.briefs.map((brief) => briefed(brief, place)) : []),
    ...schedule.shifts.flatMap((shift) => shiftAhead(shift, place)),
    ...handoffNotices(place),
  ];
  return found.filter(({ at }) => at <= now && now - at < NEWS_MS);
}

function overdue(record: CheckpointRecord, place: DuePlace): readonly Notice[] {
  // decided by one, it waits for another's signature: the form itself is not late
  if (isClosed(record) || record.decision) return [];
  const { id, label, due } = record;
  const words = {
    kind: "checkpoint_overdue",
    severity: "low",
    subject: id,
    title: label,
    body: `It was due at ${momentWordsFrom(place.now, due)}, and nothing is decided yet.`,
    link: `/checkpoints/${encodeURIComponent(id)}`,
    audience: "on-shift",
  } satisfies NoticeWords;
  return [noticeOf({ ...words, key: `overdue:${id}`, at: due + durationMs(place.plan.grace) }, place)];
}

function briefed({ id, label, at }: Moment, place: DuePlace): Notice {
  const { plan, room } = place;
  const brief = plan.briefs.find((each) => each.id === id);
  const words = {
    kind: "brief",
    severity: "info",
    subject: id,
    title: label,
    body: standing(room),
    link: "/summary",
    audience: { roles: [...(brief?.to ?? [])] },
  } satisfies NoticeWords;
  return noticeOf({ ...words, key: `brief:${id}`, at }, place);
}

/** How things stand, in a few sentences for somebody who has half a minute. */
function standing({ alerts, checkpoints }: Room): string {
  const [worst, ...others] = activeAlerts(alerts);
  const more = others.length > 0 ? `, and ${counted(others.length, "other")}` : "";
  const wrong = worst ? `Wrong now: ${worst.label} (${worst.severity})${more}.` : "No alert is on.";
  const records = Object.values(checkpoints);
  const decided = records.filter(isClosed).length;
  return `${wrong} ${counted(decided, "checkpoint")} of ${records.length} decided so far.`;
}

function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? "" : "s"}`;
}

function shiftAhead({ id, label, from, overlapMs }: Schedule["shifts"][number], place: DuePlace): readonly Notice[] {
  const { plan, room, now } = place;
  const shift = plan.people.shifts.find((each) => each.id === id);
  const here = from - overlapMs;
  if (!shift || now >= here) return [];
  const crews = plan.people.crews.filter((crew) => shift.crews.includes(crew.id));
  const roles = new Set([shift.lead, ...crews.flatMap((crew) => crew.roles)]);
  const role = plan.people.roles.find((each) => each.id === shift.lead)?.label ?? shift.lead;
  const { leads } = room.shifts;
  const lead = Object.hasOwn(leads, id) ? (leads[id]?.name ?? "Nobody yet") : role;
  const words = {
    kind: "shift",
    severity: "info",
    subject: `shift:${id}`,
    title: `${label} begins at ${momentWordsFrom(now, from)}`,
    body: [`Be here at ${momentWordsFrom(now, here)}. ${lead} leads.`, ...shift.duties.map((duty) => `${duty}.`)].join(
      " ",
    ),
    link: "/schedule",
    audience: { roles: [...roles] },
  } satisfies NoticeWords;
  // a shift that was moved is a shift of its own
  return [noticeOf({ ...words, key: `shift:${id}:${from}`, at: here - SHIFT_AHEAD_MS }, place)];
}
