import { momentWordsFrom } from "../time-words.ts";
import { DAY_MS } from "../time.ts";
import { formatCount, formatValue } from "./format.ts";
import { rateInterval } from "./interval.ts";
import { isUpper, limitAt, limitWords, satisfies, type Bound } from "./limit.ts";
import type { Limit, MetricDefinition } from "./metric.ts";
import type { Grade, Judgement, Measure, Verdict } from "./verdict.ts";

export type JudgeInput = {
  readonly metric: MetricDefinition;
  readonly measure: Measure;
  readonly limit: Limit | null;
  /** Below this share of measured ticks the verdict is NO_DATA. */
  readonly minimumCoverage?: number;
};

const MOST_SAMPLES = 1e9;
const YEAR_MS = 365 * DAY_MS;
const RELATION = { PASS: "inside", WARN: "outside", FAIL: "in the failing range," } as const;
const SEVERITY: Readonly<Record<Verdict, number>> = { PASS: 0, WARN: 1, NO_DATA: 2, FAIL: 3 };

/** The most serious of several verdicts: FAIL before NO_DATA before WARN; NO_DATA of none, for no data is never green. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return (
    verdicts.reduce<Verdict | null>(
      (worst, next) => (worst === null || SEVERITY[next] > SEVERITY[worst] ? next : worst),
      null,
    ) ?? "NO_DATA"
  );
}

/** A measure against its limit, with how firmly it stands and one sentence why. A metric without a limit passes, as observed. */
export function judge(input: JudgeInput): Judgement {
  const { metric, measure, limit, minimumCoverage = 0.95 } = input;
  const { value } = measure;
  if (value === null || measure.coverage < minimumCoverage) return withoutData(input, minimumCoverage);
  if (limit === null) {
    return {
      verdict: "PASS",
      grade: "observed",
      word: "no limit",
      reason: `${metric.label} is ${formatValue(value, metric.unit)}; the plan sets no limit.`,
    };
  }
  const verdict = verdictOf(value, limit, metric);
  const judged = { metric, measure, limit, verdict, value };
  const grade = gradeOf(judged);
  return { verdict, grade, word: wordOf(verdict, limit), reason: reasonOf(judged, grade) };
}

function withoutData({ metric, measure }: JudgeInput, minimumCoverage: number): Judgement {
  const share = formatValue(measure.coverage, "%", minimumCoverage);
  const reason =
    measure.value === null
      ? `${metric.label} has no data.`
      : `${metric.label} was measured in ${share} of its ticks; a verdict needs ${formatValue(minimumCoverage, "%")}.`;
  return { verdict: "NO_DATA", grade: "insufficient", word: "NO DATA", reason };
}

type Judged = {
  readonly metric: MetricDefinition;
  readonly measure: Measure;
  readonly limit: Limit;
  readonly verdict: Exclude<Verdict, "NO_DATA">;
  readonly value: number;
};

function verdictOf(value: number, limit: Limit, { unit }: MetricDefinition): Judged["verdict"] {
  if (satisfies(value, limit.pass, unit)) return "PASS";
  return limit.fail && satisfies(value, limit.fail, unit) ? "FAIL" : "WARN";
}

/** Demonstrated when the interval stays on the value's side of every bound that the verdict rests on. */
function gradeOf(judged: Judged): Grade {
  const stays = boundsOf(judged).every((bound) => {
    const end = endTowards(bound, judged);
    return end !== null && !crosses(end, bound, judged);
  });
  return stays ? "demonstrated" : "observed";
}

function boundsOf({ verdict, limit: { pass, fail } }: Judged): readonly Bound[] {
  switch (verdict) {
    case "PASS":
      return [pass];
    case "WARN":
      return fail ? [pass, fail] : [pass];
    case "FAIL":
      return fail ? [fail] : [];
    default:
      return verdict satisfies never;
  }
}

/** Null where the interval has no end on that side: a maximum of few values has no upper one. */
function endTowards(bound: Bound, { metric, measure, value }: Judged): number | null {
  return isUpper(bound) === satisfies(value, bound, metric.unit) ? measure.high : measure.low;
}

function crosses(end: number, bound: Bound, { metric, value }: Judged): boolean {
  return satisfies(end, bound, metric.unit) !== satisfies(value, bound, metric.unit);
}

function wordOf(verdict: Judged["verdict"], { words }: Limit): string {
  switch (verdict) {
    case "PASS":
      return words?.pass ?? "PASS";
    case "WARN":
      return words?.warn ?? "WARN";
    case "FAIL":
      return words?.fail ?? "FAIL";
    default:
      return verdict satisfies never;
  }
}

function reasonOf(judged: Judged, grade: Grade): string {
  const { metric, measure, limit, verdict, value } = judged;
  const bound = verdict === "FAIL" && limit.fail ? limit.fail : limit.pass;
  const shown = formatValue(value, metric.unit, limitAt(bound, metric.unit));
  const claim = `${metric.label} is ${shown}, ${RELATION[verdict]} ${limitWords(bound, metric.unit)} (n = ${formatCount(measure.n)})`;
  return grade === "demonstrated" ? `${claim}, demonstrated at 95 %.` : `${claim}${doubt(judged)}.`;
}

/** Which end of the interval comes to another verdict, and when more samples would settle it; nothing without an interval. */
function doubt(judged: Judged): string {
  const { metric, measure, verdict } = judged;
  for (const bound of boundsOf(judged)) {
    const end = endTowards(bound, judged);
    if (end === null || !crosses(end, bound, judged)) continue;
    const words = `, but the 95 % bound is ${formatValue(end, metric.unit, limitAt(bound, metric.unit))}`;
    const more = verdict === "PASS" ? moreSamples(metric, measure, bound) : null;
    if (more === null) return words;
    return `${words}: cannot be told apart ${untilWhen(measure, more)}, ${formatCount(more)} more samples`;
  }
  return "";
}

function untilWhen({ n, range }: Measure, more: number): string {
  const waitMs = (more / n) * (range.to - range.from);
  return waitMs > YEAR_MS ? "within a year" : `before ${momentWordsFrom(range.to, range.to + waitMs)}`;
}

/**
 * How many more samples a rate needs until its interval, at the present rate, lies inside the bound, within 0.1 %; null where
 * that is not asked. Events are not rounded to whole ones: rounded, the answer would jump with every sample.
 */
function moreSamples(metric: MetricDefinition, { value, n }: Measure, bound: Bound): number | null {
  const rate = ["error_rate", "availability", "gauge_share"].includes(metric.formula.kind);
  if (!rate || value === null || n === 0) return null;
  const enough = (count: number): boolean => {
    const interval = rateInterval(value * count, count);
    return interval !== null && satisfies(isUpper(bound) ? interval.high : interval.low, bound, metric.unit);
  };
  if (!enough(MOST_SAMPLES)) return null;
  let [few, many] = [n, MOST_SAMPLES];
  while (many - few > Math.max(1, few * 0.001)) {
    const middle = Math.round((few + many) / 2);
    if (enough(middle)) many = middle;
    else few = middle;
  }
  return many - n;
}
