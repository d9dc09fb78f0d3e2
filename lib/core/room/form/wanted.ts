import type { Plan } from "../../plan/plan.ts";
import { windowRange } from "../../plan/when.ts";
import { MINUTE_MS, type EpochMs, type Range } from "../../time.ts";
import type { Alerts } from "../alert.ts";
import type { Field } from "./form.ts";

export type Filling = {
  readonly plan: Plan;
  readonly t0: EpochMs;
  /** The gate before this one; T0 for the first. */
  readonly previous: EpochMs;
  /** When the checkpoint is due: every window ends here. */
  readonly at: EpochMs;
  /** Everything that fired so far. */
  readonly alerts: Alerts;
};

export type Wanted = {
  readonly windows: readonly Range[];
  readonly minutes: readonly Range[];
  /** Where one is found, `fillField` may ask for its step's window too. */
  readonly peaks: readonly PeakOf[];
};

/** What `fillField` will ask for, so that it can be read before. */
export function wantedFor(fields: readonly Field[], filling: Filling): Wanted {
  const windows: Range[] = [];
  const minutes: Range[] = [];
  const peaks: PeakOf[] = [];
  for (const field of fields) {
    const range = rangeOf(field, filling);
    if (!range) continue;
    const peak = peakOf(field, range);
    if (peak) {
      peaks.push(peak);
      continue;
    }
    if (needsMinutes(field, filling.plan)) minutes.push(range);
    if (needsWindow(field, filling.plan)) windows.push(range);
    if (field.kind === "measured" && field.statistic === "trend") windows.push(rangeBefore(range));
  }
  return { windows, minutes, peaks };
}

export function peakOf(field: Field, range: Range): PeakOf | null {
  if (field.kind !== "measured" || field.statistic === "value" || field.statistic === "trend") return null;
  const metric = field.statistic === "during_peak" ? (field.during ?? field.metric) : field.metric;
  return { metric, segment: field.segment ?? null, range };
}

/** A metric's highest step of `STEP_MS` in a range, over one segment or over all targets. */
export type PeakOf = { readonly metric: string; readonly segment: string | null; readonly range: Range };

export const STEP_MS = MINUTE_MS;

export function rangeOf(field: Field, filling: Filling): Range | null {
  if (field.kind === "measured") return windowRange(field.window, filling);
  if (field.kind !== "choice" || field.metrics.length === 0) return null;
  return windowRange(field.window ?? "since-t0", filling);
}

/** As long, and just before. */
export function rangeBefore({ from, to }: Range): Range {
  return { from: from - (to - from), to: from };
}

function needsMinutes(field: Field, plan: Plan): boolean {
  if (field.kind === "choice") return field.metrics.some((id) => isSlope(plan, id));
  return field.kind === "measured" && field.statistic !== "trend" && isSlope(plan, field.metric);
}

function needsWindow(field: Field, plan: Plan): boolean {
  if (field.kind === "choice") return field.metrics.some((id) => !isSlope(plan, id));
  return !needsMinutes(field, plan);
}

function isSlope(plan: Plan, metric: string): boolean {
  return plan.metrics.find(({ id }) => id === metric)?.formula.kind === "gauge_slope";
}
