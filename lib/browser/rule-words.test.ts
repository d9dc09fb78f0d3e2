import { expect, test } from "vitest";
import { planSchema, type PlanInput } from "#core/plan/plan";
import { aPlanDocument } from "#testing/a-plan";
import { ruleLevels } from "./rule-words.ts";

type RuleInput = NonNullable<PlanInput["alerts"]>[number];
const common = { id: "rule", label: "Rule" };

test.each<[RuleInput, readonly string[]]>([
  [
    {
      ...common,
      kind: "threshold",
      metric: "errors",
      levels: [
        { severity: "critical", when: { op: ">", value: 0.5 } },
        { severity: "high", when: { op: ">=", value: 0.1 } },
      ],
    },
    ["critical: Error rate > 0.5 % over 1 min, for 10 s", "high: Error rate ≥ 0.1 % over 1 min, for 10 s"],
  ],
  [
    { ...common, kind: "down", severity: "critical", for: "5s" },
    ["critical: A critical target does not answer as it should, for 5 s"],
  ],
  [{ ...common, kind: "silent", severity: "high", for: "0s" }, ["high: A target reports nothing any more"]],
  [
    { ...common, kind: "coverage", severity: "high", for: "30s" },
    ["high: Less than 95 % of what is expected is measured over 5 min, for 30 s"],
  ],
  [
    { ...common, kind: "burn_rate", severity: "critical", long: "3m", short: "15s", factor: 14.4 },
    ["critical: The error budget burns 14.4 times as fast as it may, over 3 min and over 15 s, for 10 s"],
  ],
  [
    { ...common, kind: "anomaly", severity: "low", metric: "errors", margin: 0.05, for: "0s" },
    ["low: Error rate is worse than its baseline by more than 0.05 %, by a test that may be looked at at any time"],
  ],
])("%o in words", (input, words) => {
  const plan = planSchema.parse(aPlanDocument({ alerts: [input] }));
  const [rule] = plan.alerts;
  expect(rule && ruleLevels(plan, rule).map((level) => `${level.severity}: ${level.words}`)).toEqual(words);
});
