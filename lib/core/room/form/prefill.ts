import { evaluate, evaluateSeries, givenMeasure, type Peak } from "../../measure/evaluate.ts";
import { worstVerdict } from "../../measure/judge.ts";
import type { MetricDefinition } from "../../measure/metric.ts";
import { segmentVariance } from "../../measure/segment-variance.ts";
import { trendOf } from "../../measure/trend.ts";
import type { Measure } from "../../measure/verdict.ts";
import type { Window } from "../../measure/window.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Range } from "../../time.ts";
import type { FilledField } from "../checkpoint.ts";
import type { Evidence } from "../evidence.ts";
import { counted, countedWords } from "../incident.ts";
import { evidenceOf, yardstickOf, type Yardstick } from "./evidence-of.ts";
import { statusSetOf, type ChoiceField, type Field, type MeasuredField } from "./form.ts";
import { peakOf, rangeBefore, rangeOf, type Filling, type PeakOf } from "./wanted.ts";
import { statusForTrend, statusForValue, statusForVerdict } from "./suggest-status.ts";

/** What a form must know of the samples: merged over some ranges, minute by minute over others, and some ranges' peaks. */
export type WindowSource = {
  window(range: Range): Window;
  /** Steps of `STEP_MS` that have samples, oldest first. */
  minutes(range: Range): readonly Window[];
  /** Null without data. */
  peak(of: PeakOf): Peak | null;
};

/** One field as the samples speak: value, verdict, trend or moment of the peak, and the word they speak for. Pure. */
export function fillField(field: Field, source: WindowSource, filling: Filling): FilledField {
  const range = rangeOf(field, filling);
  if (!range) return empty(field);
  switch (field.kind) {
    case "measured":
      return fillMeasured(field, { source, filling, range });
    case "choice":
      return fillChoice(field, { source, filling, range });
    case "number":
    case "text":
      return empty(field);
    default:
      return field satisfies never;
  }
}

type Context = { readonly source: WindowSource; readonly filling: Filling; readonly range: Range };

function fillMeasured(field: MeasuredField, context: Context): FilledField {
  const { plan } = context.filling;
  const yardstick = yardstickOf(plan, field.metric);
  if (!yardstick) return empty(field);
  const found = statisticOf(field, yardstick.metric, context);
  const evidence = judged(yardstick, found.measure, context.filling);
  return {
    ...empty(field),
    ...found.about,
    evidence,
    status: suggested(field, { ...found, plan, yardstick, evidence }),
  };
}

type Found = {
  readonly measure: Measure;
  readonly about: Partial<Pick<FilledField, "peakAt" | "trend" | "before">>;
};

function statisticOf(field: MeasuredField, metric: MetricDefinition, context: Context): Found {
  const { source, range } = context;
  const only = (window: Window): Window => ofSegment(window, field.segment);
  switch (field.statistic) {
    case "value":
      return { measure: measureOf(metric, context, only), about: {} };
    case "trend": {
      const [before, now] = [only(source.window(rangeBefore(range))), only(source.window(range))];
      return {
        measure: evaluate(metric, now),
        about: { trend: trendOf(metric, before, now), before: evaluate(metric, before).value },
      };
    }
    case "peak":
    case "peak_time":
    case "during_peak":
      return foundAtPeak(field, metric, context);
    default:
      return field.statistic satisfies never;
  }
}

function foundAtPeak(field: MeasuredField, metric: MetricDefinition, { source, range }: Context): Found {
  const of = peakOf(field, range);
  const top = of && source.peak(of);
  if (!top) return { measure: givenMeasure(metric, null, range), about: {} };
  const measure =
    field.statistic === "during_peak"
      ? evaluate(metric, ofSegment(source.window(top.range), field.segment))
      : atPeak(metric, top);
  return { measure, about: { peakAt: top.range.from } };
}

/** The peak's value is in base form already; it rests on one minute, which was measured. */
function atPeak(metric: MetricDefinition, { range, value }: Peak): Measure {
  return { ...givenMeasure(metric, null, range), value, n: 1, coverage: 1 };
}

function measureOf(metric: MetricDefinition, context: Context, only: (window: Window) => Window): Measure {
  const { source, range, filling } = context;
  const { formula } = metric;
  if (formula.kind === "gauge_slope") {
    const minutes = source.minutes(range).map(only);
    return minutes.length > 0 ? evaluateSeries(metric, minutes) : givenMeasure(metric, null, range);
  }
  if (formula.kind === "segment_variance")
    return varianceOf(metric, formula.of, { window: source.window(range), plan: filling.plan });
  if (formula.kind === "count") return givenMeasure(metric, counted(filling.alerts, formula.of, range).length, range);
  // nobody has typed it yet
  if (formula.kind === "manual") return givenMeasure(metric, null, range);
  return evaluate(metric, only(source.window(range)));
}

/** As measured, judged; what the room counted is named. */
function judged(yardstick: Yardstick, measure: Measure, { plan, alerts }: Filling): Evidence {
  const evidence = evidenceOf(yardstick, measure, plan.minimumCoverage);
  const { formula } = yardstick.metric;
  if (formula.kind !== "count") return evidence;
  const names = countedWords(counted(alerts, formula.of, measure.range), measure.range);
  return { ...evidence, reason: `${evidence.reason} ${names}` };
}

function varianceOf(
  metric: MetricDefinition,
  of: string,
  { window, plan }: { readonly window: Window; readonly plan: Plan },
): Measure {
  const compared = plan.metrics.find(({ id }) => id === of);
  if (!compared) return givenMeasure(metric, null, window.range);
  const segments = plan.segments.map(({ id }) => id);
  const { minimumN } = plan.segmentVariance;
  return segmentVariance(window, { metric: compared, name: metric.id, segments, minimumN }).measure;
}

function ofSegment(window: Window, segment: string | undefined): Window {
  if (segment === undefined) return window;
  return { range: window.range, targets: window.targets.filter(({ target }) => target.segment === segment) };
}

type Suggesting = Found & {
  readonly plan: Plan;
  readonly yardstick: Yardstick;
  readonly evidence: NonNullable<FilledField["evidence"]>;
};

function suggested(field: MeasuredField, { plan, yardstick, evidence, about }: Suggesting): string | null {
  const set = statusSetOf(plan, field);
  if (!set || evidence.value === null || evidence.verdict === "NO_DATA") return null;
  if (field.statistic === "trend") return about.trend ? statusForTrend(set, about.trend, yardstick.metric) : null;
  const byValue = statusForValue(set, evidence.value, yardstick.metric);
  if (byValue !== null) return byValue;
  // without a limit nothing is judged: the word is a person's
  return yardstick.limit ? statusForVerdict(set, evidence.verdict) : null;
}

/** A choice about metrics: the word for the worst of them; none where one of them has no data. */
function fillChoice(field: ChoiceField, context: Context): FilledField {
  const { plan } = context.filling;
  const set = statusSetOf(plan, field);
  const found = field.metrics.flatMap((id) => {
    const yardstick = yardstickOf(plan, id);
    if (!yardstick) return [];
    const measure = measureOf(yardstick.metric, context, (window) => window);
    return [judged(yardstick, measure, context.filling)];
  });
  if (!set || found.length === 0) return empty(field);
  const worst = worstVerdict(found.map(({ verdict }) => verdict));
  const evidence = found.find(({ verdict }) => verdict === worst) ?? null;
  const readings = found.length > 1 ? found : [];
  return { ...empty(field), evidence, readings, status: statusForVerdict(set, worst) };
}

function empty({ id }: Field): FilledField {
  return { field: id, evidence: null, readings: [], peakAt: null, trend: null, before: null, status: null };
}
