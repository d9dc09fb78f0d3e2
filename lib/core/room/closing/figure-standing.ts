import { evaluate, givenMeasure } from "../../measure/evaluate.ts";
import { gaugeOf } from "../../measure/gauges.ts";
import { baseOf, type MetricDefinition } from "../../measure/metric.ts";
import type { Measure } from "../../measure/verdict.ts";
import type { Window } from "../../measure/window.ts";
import type { Plan } from "../../plan/plan.ts";
import { durationMs } from "../../plan/when.ts";
import { momentWordsFrom } from "../../time-words.ts";
import { tickStart, type EpochMs, type Range } from "../../time.ts";
import { actorName } from "../actor.ts";
import type { Evidence } from "../evidence.ts";
import { evidenceOf, yardstickOf } from "../form/evidence-of.ts";
import type { Room } from "../room.ts";

/** Where a figure came from: typed in by a person, pushed as a reading of its own, queried for it, or measured with the traffic. */
export type FigureKind = "typed" | "pushed" | "queried" | "measured";

export type FigureStanding = {
  readonly metric: string;
  /** Judged; NO_DATA while it is not yet mature, whatever its value. */
  readonly evidence: Evidence;
  readonly kind: FigureKind | null;
  /** Who said it, or which target sent it. */
  readonly source: string | null;
  /** The moment that it speaks for; null without a figure. */
  readonly speaksFor: EpochMs | null;
  /** When it counts; null without a figure. */
  readonly matureAt: EpochMs | null;
  /** What it was at T0, in base form; null where nobody said. */
  readonly baseline: number | null;
};

export type FigureInput = {
  readonly plan: Plan;
  readonly room: Pick<Room, "closing" | "launch">;
  readonly now: EpochMs;
  /** Figures that speak for a moment outside do not count; null takes the newest of all. */
  readonly within: Range | null;
  /** What was pushed or queried since T0, and what is measured over the window in question; null without samples. */
  readonly pushed: Window | null;
  readonly measured: Window | null;
};

type Found = {
  readonly kind: FigureKind;
  /** In base form. */
  readonly value: number;
  readonly speaksFor: EpochMs;
  readonly source: string;
};

/** The newest figure of a metric, whichever way it came, with its source, its age and whether it counts yet. */
export function figureStanding(metric: MetricDefinition, input: FigureInput): FigureStanding {
  const { plan, now, within } = input;
  const found = newestOf([...typedOf(metric, input), ...pushedOf(metric, input), ...measuredOf(metric, input)]);
  const matureAt = found && found.speaksFor + maturityMs(metric);
  const evidence =
    found?.kind === "measured" && input.measured
      ? judgedBy(plan, metric, evaluate(metric, input.measured))
      : judged(plan, metric, { found, now, within });
  const isLate = found !== null && matureAt !== null && matureAt > now;
  return {
    metric: metric.id,
    evidence: isLate ? immature(evidence, { now, speaksFor: found.speaksFor, matureAt }) : evidence,
    kind: found?.kind ?? null,
    source: found?.source ?? null,
    speaksFor: found?.speaksFor ?? null,
    matureAt,
    baseline: baselineOf(metric, input.room),
  };
}

/** For how long after its moment a figure of the metric does not count yet. */
export function maturityMs({ maturity }: MetricDefinition): number {
  return maturity === undefined ? 0 : durationMs(maturity);
}

function newestOf(found: readonly Found[]): Found | null {
  return found.reduce<Found | null>((best, next) => (best && best.speaksFor >= next.speaksFor ? best : next), null);
}

function typedOf(metric: MetricDefinition, { room, within, now }: FigureInput): readonly Found[] {
  return (room.closing.figures[metric.id] ?? [])
    .filter(({ speaksFor }) => speaksFor <= now)
    .filter(({ speaksFor }) => within === null || (speaksFor > within.from && speaksFor <= within.to))
    .map(({ value, speaksFor, source, by }) => ({
      kind: "typed" as const,
      value: baseOf(value, metric.unit),
      speaksFor,
      source: `${source}, typed in by ${actorName(by)}`,
    }));
}

/** A gauge named like the metric is the figure itself, as a person would write it. */
function pushedOf(metric: MetricDefinition, { pushed }: FigureInput): readonly Found[] {
  if (metric.formula.kind !== "manual" || !pushed) return [];
  return pushed.targets.flatMap((one) => {
    const gauge = gaugeOf(one, metric.id);
    if (!gauge) return [];
    const value = baseOf(gauge.last, metric.unit);
    const kind = one.target.kind === "push" ? ("pushed" as const) : ("queried" as const);
    return [{ kind, value, speaksFor: tickStart(gauge.lastTick), source: one.target.name }];
  });
}

function measuredOf(metric: MetricDefinition, { measured }: FigureInput): readonly Found[] {
  if (metric.formula.kind === "manual" || !measured) return [];
  const { value, range } = evaluate(metric, measured);
  return value === null ? [] : [{ kind: "measured", value, speaksFor: range.to, source: "measured with the traffic" }];
}

type Judged = { readonly found: Found | null; readonly now: EpochMs; readonly within: Range | null };

function judged(plan: Plan, metric: MetricDefinition, { found, now, within }: Judged): Evidence {
  const at = within ?? found?.speaksFor ?? now;
  const measure = { ...givenMeasure(metric, null, at), value: found?.value ?? null, n: found ? 1 : 0 };
  const evidence = judgedBy(plan, metric, { ...measure, coverage: measure.n });
  if (found) return evidence;
  const reason = within
    ? `Nobody has given ${metric.label} for this window yet.`
    : `Nobody has given ${metric.label} yet.`;
  return { ...evidence, reason };
}

function judgedBy(plan: Plan, metric: MetricDefinition, measure: Measure): Evidence {
  return evidenceOf(yardstickOf(plan, metric.id) ?? { metric, limit: null }, measure, plan.minimumCoverage);
}

type Late = { readonly now: EpochMs; readonly speaksFor: EpochMs; readonly matureAt: EpochMs };

function immature(evidence: Evidence, { now, speaksFor, matureAt }: Late): Evidence {
  const reason = `${evidence.label} for ${momentWordsFrom(now, speaksFor)} is not yet mature: it counts from ${momentWordsFrom(now, matureAt)} on.`;
  return { ...evidence, verdict: "NO_DATA", grade: "insufficient", word: "NOT YET MATURE", reason };
}

/** What was typed in last for a moment before T0, else what was measured at the start. */
function baselineOf(metric: MetricDefinition, { closing, launch }: FigureInput["room"]): number | null {
  const { t0, start } = launch;
  if (!start || t0 === null) return null;
  const before = (closing.figures[metric.id] ?? []).filter(({ speaksFor }) => speaksFor <= t0).at(-1);
  if (before) return baseOf(before.value, metric.unit);
  return start.baseline.find((evidence) => evidence.metric === metric.id)?.value ?? null;
}
