import { expect, test } from "vitest";
import { aWindow, FIVE_MINUTES, measured } from "#testing/a-window";
import { coverageCondition } from "./coverage-condition.ts";

const rule: Parameters<typeof coverageCondition>[0] = {
  id: "coverage",
  kind: "coverage",
  label: "Too little is measured",
  severity: "high",
  over: "5m",
  for: "30s",
  clearFor: "1m",
  causedBy: [],
};
const half = [
  aWindow([measured({ id: "a" }), measured({ id: "b" })]),
  aWindow([measured({ id: "c" }, { ticks: 30 })]),
  aWindow([]),
];

test.each<[string, Partial<typeof rule>, number, string]>([
  ["the source that measures least counts", {}, -Infinity, "bad"],
  ["with a limit of its own", { below: 0.4 }, -Infinity, "good"],
  ["watched since the window began", {}, FIVE_MINUTES.from, "bad"],
  ["nobody looked when the window began", {}, FIVE_MINUTES.from + 1, "unknown"],
])("%s", (_, part, watchedFrom, signal) => {
  const condition = coverageCondition({ ...rule, ...part }, half, { least: 0.95, watchedFrom });
  expect(condition.signals).toEqual({ high: signal });
  expect(condition.sentence).toMatch(/^50 % of what was to be measured over 5 min was; /);
});
