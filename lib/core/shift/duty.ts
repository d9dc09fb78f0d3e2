import type { Plan } from "../plan/plan.ts";
import type { Schedule, Stretch } from "../plan/schedule.ts";
import type { Person } from "../room/actor.ts";
import { roleLabel } from "../room/deciding.ts";
import type { Room } from "../room/room.ts";
import type { Handoff } from "../room/shift.ts";
import { MINUTE_MS, type EpochMs } from "../time.ts";
import { coverageOf, type Coverage } from "./coverage.ts";

/** The room, the plan and its times for the T0 that stands. */
export type ShiftPlace = {
  readonly plan: Plan;
  readonly room: Pick<Room, "roster" | "shifts" | "launch">;
  readonly schedule: Schedule;
};

export type ShiftNow = Stretch & {
  /** When its crew is to be there: `from` less the overlap. */
  readonly here: EpochMs;
  readonly duties: readonly string[];
  readonly crews: readonly { readonly id: string; readonly label: string; readonly roles: readonly string[] }[];
  /** The plan's role that leads it. */
  readonly leadRole: { readonly id: string; readonly label: string };
  /** Who leads it: whoever took it, else whoever holds the role; null for nobody. */
  readonly lead: Person | null;
};

/** All shifts with who leads them, in the order they begin. Pure. */
export function shiftsOf({ plan, room, schedule }: ShiftPlace): readonly ShiftNow[] {
  const known = schedule.shifts.flatMap(({ overlapMs, ...stretch }) => {
    const planned = plan.people.shifts.find(({ id }) => id === stretch.id);
    if (!planned) return [];
    const { leads } = room.shifts;
    const holder = room.roster.holders[planned.lead] ?? null;
    return [
      {
        ...stretch,
        here: stretch.from - overlapMs,
        duties: planned.duties,
        crews: plan.people.crews.filter(({ id }) => planned.crews.includes(id)),
        leadRole: { id: planned.lead, label: roleLabel(plan, planned.lead) },
        lead: Object.hasOwn(leads, stretch.id) ? (leads[stretch.id] ?? null) : holder,
      },
    ];
  });
  return known.sort((a, b) => a.from - b.from);
}

export type Duty = {
  /** Shifts that run. */
  readonly on: readonly ShiftNow[];
  /** Those whose crew is to stand beside it already. */
  readonly arriving: readonly ShiftNow[];
  /** The first one that has not begun. */
  readonly next: ShiftNow | null;
};

/** Who is on duty at `now`. */
export function dutyAt(shifts: readonly ShiftNow[], now: EpochMs): Duty {
  return {
    on: shifts.filter(({ from, to }) => from <= now && now < to),
    arriving: shifts.filter(({ here, from }) => here <= now && now < from),
    next: shifts.find(({ from }) => now < from) ?? null,
  };
}

/** Gaps and double cover from the first shift's beginning to the last one's end. */
export function shiftCoverage(shifts: readonly ShiftNow[]): Coverage {
  if (shifts.length === 0) return { gaps: [], doubles: [] };
  const from = Math.min(...shifts.map((shift) => shift.from));
  const to = Math.max(...shifts.map((shift) => shift.to));
  return coverageOf(
    shifts.map((shift) => ({ id: shift.id, from: shift.from, to: shift.to, lead: shift.lead?.id ?? null })),
    { from, to },
  );
}

/** A handoff is owed so long before the next shift begins, or as soon as its crew is to be there, if that is earlier. */
export const HANDOFF_AHEAD_MS = 30 * MINUTE_MS;

export type OwedHandoff = {
  readonly outgoing: ShiftNow;
  readonly incoming: ShiftNow;
  /** Written, and not accepted yet; null while it is still to be written. */
  readonly handoff: Handoff | null;
  /** The shift has begun without it. */
  readonly isOverdue: boolean;
};

/**
 * Handoffs that are owed at `now`: the next shift begins soon, or runs, and nothing is accepted. None before the rollout has
 * started, none for the first shift, and none where the same person goes on. Pure.
 */
export function handoffsOwed(place: ShiftPlace & { readonly now: EpochMs }): readonly OwedHandoff[] {
  const { room, now } = place;
  if (!room.launch.start) return [];
  const shifts = shiftsOf(place);
  return shifts.flatMap((incoming, index) => {
    const before = shifts[index - 1];
    const begins = Math.min(incoming.here, incoming.from - HANDOFF_AHEAD_MS);
    if (!before || now < begins || now >= incoming.to) return [];
    if (before.lead !== null && before.lead.id === incoming.lead?.id) return [];
    const handoff = room.shifts.handoffs[incoming.id] ?? null;
    if (handoff?.accepted) return [];
    return [{ outgoing: before, incoming, handoff, isOverdue: now >= incoming.from }];
  });
}
