import type { Plan } from "../plan/plan.ts";
import type { ScheduledCheckpoint } from "../plan/schedule.ts";
import { roleLabel } from "../room/deciding.ts";
import { MINUTE_MS } from "../time.ts";
import { shiftsOf, type ShiftNow, type ShiftPlace } from "./duty.ts";
import type { CalendarEntry } from "./ical.ts";

const MEETING_MS = 30 * MINUTE_MS;

/**
 * What somebody in this role has to be there for: shifts of their crews, gates within them, checks and reviews that they
 * attend, briefs that they give or get. A voting role sees every gate. Pure.
 */
export function calendarOf(place: ShiftPlace & { readonly rollout: string }, role: string): readonly CalendarEntry[] {
  const { plan, schedule } = place;
  const mine = shiftsOf(place).filter((shift) => isOf(shift, role));
  const votes = plan.people.roles.some(({ id, votes: hasVote }) => id === role && hasVote);
  const checkpoints = schedule.checkpoints.filter((checkpoint) => {
    if (checkpoint.kind === "pulse") return false;
    if (checkpoint.kind === "gate")
      return votes || mine.some(({ from, to }) => from < checkpoint.at && checkpoint.at <= to);
    return plan.recurring.some(({ id, attends }) => id === checkpoint.form && attends.includes(role));
  });
  const entries = [
    ...mine.map((shift) => shiftEntry(shift, plan, role)),
    ...checkpoints.map(checkpointEntry),
    ...briefEntries(place, role),
  ];
  return entries
    .map((entry) => ({ ...entry, uid: `${entry.uid}@${place.rollout}.holdpoint` }))
    .sort((a, b) => a.from - b.from);
}

function isOf({ crews, leadRole }: ShiftNow, role: string): boolean {
  return leadRole.id === role || crews.some(({ roles }) => roles.includes(role));
}

function shiftEntry(shift: ShiftNow, plan: Plan, role: string): CalendarEntry {
  const leads = shift.leadRole.id === role ? " (lead)" : "";
  const lead = `${roleLabel(plan, shift.leadRole.id)} leads${shift.lead ? `: ${shift.lead.name}` : ", nobody yet"}.`;
  const crews = shift.crews.map(({ label }) => label).join(", ");
  const early =
    shift.here < shift.from ? [`Be here ${(shift.from - shift.here) / MINUTE_MS} minutes before it takes over.`] : [];
  return {
    uid: `shift-${shift.id}`,
    title: `${shift.label}${leads}`,
    description: [lead, crews, ...early, ...shift.duties].join("\n"),
    from: shift.here,
    to: shift.to,
  };
}

function checkpointEntry({ id, label, kind, at }: ScheduledCheckpoint): CalendarEntry {
  const word = kind === "gate" ? "Gate" : kind === "review" ? "Review" : "Check";
  return { uid: `${kind}-${id}`, title: `${word}: ${label}`, description: "", from: at, to: at + MEETING_MS };
}

function briefEntries({ plan, schedule }: ShiftPlace, role: string): readonly CalendarEntry[] {
  return schedule.briefs.flatMap(({ id, label, at }) => {
    const brief = plan.briefs.find((each) => each.id === id);
    if (!brief || (brief.from !== role && !brief.to.includes(role))) return [];
    const to = brief.to.map((each) => roleLabel(plan, each)).join(", ");
    return [
      {
        uid: `brief-${id}`,
        title: `Brief: ${label}`,
        description: `${roleLabel(plan, brief.from)} to ${to}`,
        from: at,
        to: at,
      },
    ];
  });
}
