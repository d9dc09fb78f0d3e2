import { describe, expect, test } from "vitest";
import { aSample, aWindow, measured } from "#testing/a-window";
import type { MetricFormula } from "./metric.ts";
import { gauge, gaugeShare } from "./gauges.ts";
import { rateInterval } from "./interval.ts";
import type { Finding } from "./rates.ts";
import { sumOf, type TargetWindow, type Window } from "./window.ts";

/** A target that read these values of one gauge in consecutive ticks; null where it read nothing. */
function reading(id: string, values: readonly (number | null)[], name = "g"): TargetWindow {
  const samples = values.flatMap((value, tick) =>
    value === null ? [] : [aSample({ targetId: id, tick, gauges: { [name]: value } })],
  );
  return measured({ id }, sumOf(samples));
}

type ShareFormula = Extract<MetricFormula, { kind: "gauge_share" }>;
type Aggregate = Extract<MetricFormula, { kind: "gauge" }>["aggregate"];
const find = (window: Window, aggregate: Aggregate): Finding => gauge(window, { kind: "gauge", gauge: "g", aggregate });

describe("a gauge over several targets", () => {
  const window = aWindow([reading("a", [10, 20, 60]), reading("b", [5])], { from: 0, to: 15_000 });

  test.each([
    ["mean", 95 / 4],
    ["total", 30 + 5],
    ["sum", 95],
    ["max", 60],
    // 90 in 15 s and 5 in 5 s.
    ["per_minute", 360 + 60],
    // The reading of b is two ticks older than the newest.
    ["last", 65],
  ] as const)("as %s is %d", (aggregate, value) => {
    expect(find(window, aggregate)).toEqual({ value, low: null, high: null, n: 4, coverage: 4 / 6 });
  });

  test("as last forgets a target that is silent for more than two ticks", () => {
    expect(find(aWindow([reading("a", [1, 1, 1, 7]), reading("b", [5])]), "last").value).toBe(7);
    expect(find(aWindow([reading("a", [1, 1, 1, 7]), reading("b", [null, 5])]), "last").value).toBe(12);
  });

  test("asks only the targets that give it, and those that report traffic and fell silent", () => {
    const silent = measured({ id: "s" }, { ticks: 0 });
    const other = reading("o", [1, 1, 1], "other");
    const probe = measured({ id: "p", kind: "http" }, { ticks: 0 });
    const range = { from: 0, to: 15_000 };
    expect(find(aWindow([reading("a", [1, 1, 1]), other, probe], range), "mean").coverage).toBe(1);
    expect(find(aWindow([reading("a", [1, 1, 1]), silent], range), "mean").coverage).toBe(0.5);
  });

  test("has no value where nobody gives it, whatever it is called", () => {
    const nothing = { value: null, low: null, high: null, n: 0, coverage: 0 };
    expect(find(aWindow([]), "max")).toEqual(nothing);
    expect(find(aWindow([measured({})]), "last")).toEqual(nothing);
    expect(gauge(aWindow([measured({})]), { kind: "gauge", gauge: "constructor", aggregate: "mean" })).toEqual(nothing);
  });
});

describe("a share of gauges", () => {
  const formula: ShareFormula = { kind: "gauge_share", part: "hits", whole: ["hits", "misses"] };
  const cache = (id: string, hits: number, misses: number): TargetWindow =>
    measured({ id }, sumOf([aSample({ targetId: id, gauges: { hits, misses } })]));
  const range = { from: 0, to: 5_000 };

  test("of counts pools them, with the interval of a rate", () => {
    const found = gaugeShare(aWindow([cache("a", 900, 100), cache("b", 0, 1_000)], range), formula);
    expect(found).toEqual({ value: 0.45, ...rateInterval(900, 2_000), n: 2_000, coverage: 1 });
  });

  test("of anything else has a value and no interval", () => {
    const found = gaugeShare(aWindow([cache("a", 1.5, 0.5), cache("b", 0.75, 0.25)], range), formula);
    expect(found).toEqual({ value: 0.75, low: null, high: null, n: 2, coverage: 1 });
  });

  test("leaves out a target that gives only some of the gauges", () => {
    const half = measured({ id: "b" }, sumOf([aSample({ gauges: { hits: 5_000 } })]));
    expect(gaugeShare(aWindow([cache("a", 1, 3), half], range), formula)).toMatchObject({ value: 0.25, n: 4 });
  });

  test("has no value of nothing", () => {
    expect(gaugeShare(aWindow([cache("a", 0, 0)], range), formula)).toMatchObject({ value: null, n: 0, coverage: 1 });
    expect(gaugeShare(aWindow([]), formula)).toMatchObject({ value: null, n: 0, coverage: 0 });
  });

  test("of a part outside the whole is a ratio", () => {
    const parts: ShareFormula = { kind: "gauge_share", part: "hits", whole: ["misses"] };
    expect(gaugeShare(aWindow([cache("a", 30, 10)], range), parts)).toMatchObject({ value: 3, low: null });
  });
});
