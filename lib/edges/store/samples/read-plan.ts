import { HOUR_MS, MINUTE_MS, TICK_MS, type Range } from "#core/time";
import { MINUTES_PER_HOUR, TICKS_PER_MINUTE, type Run } from "./time-keys.ts";

/** The coarsest kind of sum that a question allows. */
export type Grain = "hour" | "minute" | "tick";

/** Where the samples of a range are read from: whole hours, the whole minutes around them, and single ticks at the edges. */
export type ReadPlan = {
  /** Every tick of the range, as all runs together cover it. */
  readonly ticks: Run;
  /** Hours whose total may be taken. */
  readonly hours: Run;
  /** Whole minutes of the range; those inside `hours` are needed only where an hour is not packed. */
  readonly minutes: Run;
  /** Whole minutes outside `hours`. */
  readonly minuteEdges: readonly Run[];
  /** Ticks outside `minutes`. */
  readonly tickEdges: readonly Run[];
};

/** Cuts a range. Nothing at or after minute `minutesTo` is rolled up yet: its ticks are edges. */
export function planRead(range: Range, grain: Grain, minutesTo: number): ReadPlan {
  const ticks = { from: Math.ceil(range.from / TICK_MS), to: Math.ceil(range.to / TICK_MS) };
  const rolledTo = Math.min(ticks.to, Math.max(ticks.from, minutesTo * TICKS_PER_MINUTE));
  const minutes = within({ from: ticks.from, to: rolledTo }, TICKS_PER_MINUTE, grain !== "tick");
  const hours = within(minutes, MINUTES_PER_HOUR, grain === "hour");
  return {
    ticks,
    hours,
    minutes,
    minuteEdges: around(minutes, scaled(hours, MINUTES_PER_HOUR)),
    tickEdges: around(ticks, scaled(minutes, TICKS_PER_MINUTE)),
  };
}

/** The grain whose sums never straddle two steps of `stepMs` counted from `from`. */
export function grainOf(stepMs: number, from: number): Grain {
  if (stepMs % HOUR_MS === 0 && from % HOUR_MS === 0) return "hour";
  return stepMs % MINUTE_MS === 0 && from % MINUTE_MS === 0 ? "minute" : "tick";
}

/** Whole units of `size` inside a run; an empty run at its start when there is none, or none is wanted. */
function within(run: Run, size: number, wanted: boolean): Run {
  const from = Math.ceil(run.from / size);
  return { from, to: wanted ? Math.max(from, Math.floor(run.to / size)) : from };
}

function scaled(run: Run, size: number): Run {
  return { from: run.from * size, to: run.to * size };
}

/** What an inner run leaves of an outer one. */
function around(outer: Run, inner: Run): readonly Run[] {
  const parts =
    inner.from >= inner.to
      ? [outer]
      : [
          { from: outer.from, to: inner.from },
          { from: inner.to, to: outer.to },
        ];
  return parts.filter((part) => part.from < part.to);
}
