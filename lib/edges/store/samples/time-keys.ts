import { HOUR_MS, MINUTE_MS, TICK_MS, type Tick } from "#core/time";

export const TICKS_PER_MINUTE = MINUTE_MS / TICK_MS;
export const TICKS_PER_HOUR = HOUR_MS / TICK_MS;
export const MINUTES_PER_HOUR = HOUR_MS / MINUTE_MS;

/** Minutes since 1970, as `minute_sum` counts them. */
export function minuteOf(tick: Tick): number {
  return Math.floor(tick / TICKS_PER_MINUTE);
}

/** Hours since 1970, as `sample_block` counts them. */
export function hourOf(tick: Tick): number {
  return Math.floor(tick / TICKS_PER_HOUR);
}

/** Half-open runs of whole numbers: ticks, minutes or hours. */
export type Run = { readonly from: number; readonly to: number };

export function isEmpty(run: Run): boolean {
  return run.from >= run.to;
}

/** Hours that a run of ticks or minutes touches. */
export function hoursOf(run: Run, perHour: number): Run {
  return { from: Math.floor(run.from / perHour), to: Math.ceil(run.to / perHour) };
}

/** The ticks of an hour. */
export function ticksOf(hour: number): Run {
  return { from: hour * TICKS_PER_HOUR, to: (hour + 1) * TICKS_PER_HOUR };
}
