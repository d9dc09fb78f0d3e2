import { budgetSentence, errorBudget, type BudgetInput } from "#core/measure/error-budget";
import { trendOf } from "#core/measure/trend";
import type { Verdict } from "#core/measure/verdict";
import { worstVerdict } from "#core/measure/judge";
import type { Headline, OverviewBody, TargetReading } from "#wire/frame";
import { readingOf, type Yardstick } from "./readings.ts";
import { byUrgency, countStates } from "./target-reading.ts";
import type { Moment } from "./windows.ts";

const MOST_TARGETS = 40;

export type OverviewInput = {
  readonly yardsticks: readonly Yardstick[];
  readonly minimumCoverage: number;
  readonly readings: readonly TargetReading[];
  /** Null when the plan has none. */
  readonly budget: BudgetInput | null;
};

/** Are we all right, and if not, why: the worst of every headline and of the critical targets. */
export function overviewBody(moment: Moment, input: OverviewInput): OverviewBody {
  const headlines = input.yardsticks.map((yardstick) => headlineOf(moment, yardstick, input.minimumCoverage));
  const ordered = [...input.readings].sort(byUrgency);
  const { verdict, sentence } = overall(headlines, ordered);
  return {
    view: "overview",
    verdict,
    sentence,
    headlines,
    counts: { ...countStates(ordered) },
    targets: ordered.slice(0, MOST_TARGETS),
    targetsTotal: ordered.length,
    budget: input.budget && budgetWords(moment, input.budget),
  };
}

/** The budget is of one fixed window: after its end it is a report's matter. */
function budgetWords(moment: Moment, budget: BudgetInput): string | null {
  const window = moment.sinceT0({ kind: "availability" });
  if (!window || window.range.to - window.range.from > budget.lengthMs) return null;
  return budgetSentence(errorBudget(window, budget), window.range.to);
}

function headlineOf(moment: Moment, yardstick: Yardstick, minimumCoverage: number): Headline {
  const { metric } = yardstick;
  const now = moment.now(metric.formula);
  const total = moment.sinceT0(metric.formula);
  return {
    now: readingOf(yardstick, now, minimumCoverage),
    sinceT0: total && readingOf(yardstick, total, minimumCoverage),
    trend: trendOf(metric, moment.before(metric.formula), now),
  };
}

type Overall = { readonly verdict: Verdict; readonly sentence: string };

function overall(headlines: readonly Headline[], targets: readonly TargetReading[]): Overall {
  const opinions: readonly Overall[] = [
    ...targets.filter((target) => target.critical).flatMap(targetOpinion),
    ...headlines
      .filter(({ now }) => now.passWords !== null)
      .map(({ now }) => ({ verdict: now.verdict, sentence: now.reason })),
  ];
  const verdict = worstVerdict(opinions.map((opinion) => opinion.verdict));
  const worst = opinions.find((opinion) => opinion.verdict === verdict);
  if (verdict === "PASS" || !worst) return { verdict, sentence: allRight(verdict, headlines) };
  return worst;
}

function targetOpinion(target: TargetReading): readonly Overall[] {
  switch (target.state) {
    case "down":
      return [{ verdict: "FAIL", sentence: `${target.name} is down${target.reason ? `: ${target.reason}` : ""}.` }];
    case "silent":
    case "waiting":
      return [
        { verdict: "NO_DATA", sentence: `${target.name} is ${target.state}: ${target.reason ?? "no sample yet"}.` },
      ];
    case "up":
      return [];
    default:
      return target.state satisfies never;
  }
}

function allRight(verdict: Verdict, headlines: readonly Headline[]): string {
  if (verdict === "NO_DATA") return "No headline has a limit: nothing is judged.";
  const thin = headlines.filter(({ now }) => now.passWords !== null && now.grade !== "demonstrated").length;
  const claim = "Every headline is inside its limit over the last 5 minutes";
  return thin === 0 ? `${claim}, demonstrated at 95 %.` : `${claim}; ${thin} of them not yet demonstrated at 95 %.`;
}
