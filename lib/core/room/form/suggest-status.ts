import { satisfies } from "../../measure/limit.ts";
import type { MetricDefinition } from "../../measure/metric.ts";
import type { Trend } from "../../measure/trend.ts";
import type { Verdict } from "../../measure/verdict.ts";
import type { StatusSet } from "../../plan/words.ts";

type Choice = StatusSet["choices"][number];

/** The word whose bound holds the value (base form); null where no word of the set has one. */
export function statusForValue(set: StatusSet, value: number, { unit }: MetricDefinition): string | null {
  return set.choices.find(({ when }) => when && satisfies(value, when, unit))?.id ?? null;
}

/** The word for a verdict: the first of its tone, or of the next worse one that the set has. NO_DATA has no word. */
export function statusForVerdict(set: StatusSet, verdict: Verdict): string | null {
  switch (verdict) {
    case "PASS":
      return first(set, "good");
    case "WARN":
      return first(set, "warn") ?? first(set, "bad");
    case "FAIL":
      return first(set, "bad") ?? first(set, "warn");
    case "NO_DATA":
      return null;
    default:
      return verdict satisfies never;
  }
}

/**
 * The word for where a metric goes: "stable" for no change; for one towards the better the first good word that is not
 * "stable"; for any other the first warning. Null where the set has no such word: then a person chooses.
 */
export function statusForTrend(set: StatusSet, trend: Trend, { better }: MetricDefinition): string | null {
  const stable = set.choices.find(({ id }) => id === "stable")?.id ?? null;
  if (trend === "stable") return stable ?? first(set, "good");
  const improves = (better === "lower" && trend === "falling") || (better === "higher" && trend === "rising");
  if (improves) return set.choices.find(({ id, tone }) => tone === "good" && id !== "stable")?.id ?? stable;
  return first(set, "warn") ?? first(set, "bad");
}

function first(set: StatusSet, tone: Choice["tone"]): string | null {
  return set.choices.find((choice) => choice.tone === tone)?.id ?? null;
}
