import { momentWordsFrom } from "../time-words.ts";
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
  const grade = gradeOf(verdict, { measure, limit, metric });
  return {
    verdict,
    grade,
    word: wordOf(verdict, limit),
    reason: reasonOf({ metric, measure, limit }, { verdict, grade, value }),
  };
}

function withoutData({ metric, measure, limit }: JudgeInput, minimumCoverage: number): Judgement {
  const share = formatValue(measure.coverage, "%");
  const reason =
    measure.value === null
      ? `${metric.label} has no data.`
      : `${metric.label} was measured in ${share} of its ticks; a verdict needs ${formatValue(minimumCoverage, "%")}.`;
  return { verdict: "NO_DATA", grade: "insufficient", word: limit ? wordOf("NO_DATA", limit) : "NO DATA", reason };
}

function verdictOf(value: number, limit: Limit, { unit }: MetricDefinition): Verdict {
  if (satisfies(value, limit.pass, unit)) return "PASS";
  return limit.fail && satisfies(value, limit.fail, unit) ? "FAIL" : "WARN";
}

type Judged = { readonly metric: MetricDefinition; readonly measure: Measure; readonly limit: Limit };

/** Demonstrated when both ends of the 95 % interval come to the same verdict. */
function gradeOf(verdict: Verdict, { metric, measure, limit }: Judged): Grade {
  const ends = [measure.low, measure.high];
  const same = ends.every((end) => end !== null && verdictOf(end, limit, metric) === verdict);
  if (same) return "demonstrated";
  return oneSided(verdict, { metric, measure, limit }) ? "demonstrated" : "observed";
}

/** Some intervals have one end only (a maximum has no upper bound): a PASS or FAIL needs just the end towards its limit. */
function oneSided(verdict: Verdict, { metric, measure, limit }: Judged): boolean {
  const bound = verdict === "PASS" ? limit.pass : verdict === "FAIL" ? limit.fail : undefined;
  if (!bound) return false;
  const end = isUpper(bound) ? measure.high : measure.low;
  return end !== null && satisfies(end, bound, metric.unit);
}

function wordOf(verdict: Verdict, limit: Limit): string {
  switch (verdict) {
    case "PASS":
      return limit.words?.pass ?? "PASS";
    case "WARN":
      return limit.words?.warn ?? "WARN";
    case "FAIL":
      return limit.words?.fail ?? "FAIL";
    case "NO_DATA":
      return "NO DATA";
    default:
      return verdict satisfies never;
  }
}

function reasonOf(
  judged: Judged,
  found: { readonly verdict: Verdict; readonly grade: Grade; readonly value: number },
): string {
  const { metric, measure, limit } = judged;
  const bound = found.verdict === "FAIL" && limit.fail ? limit.fail : limit.pass;
  const relation = found.verdict === "PASS" ? "inside" : found.verdict === "FAIL" ? "in the failing range," : "outside";
  const shown = formatValue(found.value, metric.unit, limitAt(bound, metric.unit));
  const claim = `${metric.label} is ${shown}, ${relation} ${limitWords(bound, metric.unit)} (n = ${formatCount(measure.n)})`;
  return found.grade === "demonstrated" ? `${claim}, demonstrated at 95 %.` : `${claim}${doubt(judged, bound)}.`;
}

function doubt({ metric, measure, limit }: Judged, bound: Bound): string {
  const end = isUpper(bound) === satisfies(measure.value ?? 0, bound, metric.unit) ? measure.high : measure.low;
  if (end === null) return "";
  const words = `, but the 95 % bound is ${formatValue(end, metric.unit, limitAt(bound, metric.unit))}`;
  const more =
    bound === limit.pass && satisfies(measure.value ?? 0, bound, metric.unit)
      ? moreSamples(metric, measure, bound)
      : null;
  if (more === null) return words;
  const perMs = measure.n / (measure.range.to - measure.range.from);
  const at = measure.range.to + more / perMs;
  return `${words}: cannot be told apart before ${momentWordsFrom(measure.range.to, at)}, ${formatCount(more)} more samples`;
}

/** How many more events a rate needs until its interval, at the present rate, lies inside the bound; null where that is not asked. */
function moreSamples(metric: MetricDefinition, { value, n }: Measure, bound: Bound): number | null {
  const rate = ["error_rate", "availability", "gauge_share"].includes(metric.formula.kind);
  if (!rate || value === null || n === 0) return null;
  const enough = (count: number): boolean => {
    const interval = rateInterval(Math.round(value * count), count);
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
