import { describe, expect, test } from "vitest";
import { aRoomPlan } from "#testing/a-room-plan";
import { aSum, aTargetOf, aWindow } from "#testing/a-window";
import { peak } from "../../measure/evaluate.ts";
import { EMPTY_SUM, mergeAllSums, type Window, type WindowSum } from "../../measure/window.ts";
import type { PlanInput } from "../../plan/plan.ts";
import { HOUR_MS, MINUTE_MS, type Range } from "../../time.ts";
import type { FilledField } from "../checkpoint.ts";
import { fillField, type WindowSource } from "./prefill.ts";
import { wantedFor, type Filling, type PeakOf } from "./wanted.ts";

const T0 = Date.UTC(2030, 4, 6, 10);
const AT = T0 + HOUR_MS;
type FieldInput = NonNullable<PlanInput["gates"]>[number]["fields"][number];

const METRICS: PlanInput["metrics"] = [
  { id: "errors", label: "Errors", unit: "%", better: "lower", formula: { kind: "error_rate", source: "traffic" } },
  {
    id: "load",
    label: "Load",
    unit: "req/s",
    better: "neither",
    formula: { kind: "request_rate", source: "traffic", per: "second" },
  },
  {
    id: "leak",
    label: "Memory",
    unit: "MB/h",
    better: "lower",
    formula: { kind: "gauge_slope", gauge: "memory_mb", per: "hour" },
  },
  { id: "apart", label: "Apart", unit: "pp", better: "lower", formula: { kind: "segment_variance", of: "errors" } },
  { id: "incidents", label: "Incidents", unit: "count", better: "lower", formula: { kind: "manual" } },
];

const plan = aRoomPlan({
  segments: [
    { id: "north", label: "North" },
    { id: "south", label: "South" },
  ],
  metrics: METRICS,
  limits: [
    { metric: "errors", pass: { op: "<", value: 0.3 }, fail: { op: ">", value: 0.4 } },
    { metric: "leak", pass: { op: "<=", value: 50 } },
  ],
});

const TARGETS = [aTargetOf({ id: "n", segment: "north" }), aTargetOf({ id: "s", segment: "south" })];

/** Minute by minute: 1,000 requests a side, 1 error; from the 45th minute the north has 5; in the 50th 60 of 3,000. */
function sumAt(minute: number, segment: string | null): WindowSum {
  if (segment === "south") return aSum({ ticks: 12, requests: 1_000, errors: 1 });
  const memory = 100 + minute;
  const gauges = {
    memory_mb: { n: 12, sum: 12 * memory, min: memory, max: memory, last: memory, lastTick: minute * 12 },
  };
  if (minute === 50) return aSum({ ticks: 12, requests: 3_000, errors: 60, gauges });
  return aSum({ ticks: 12, requests: 1_000, errors: minute < 45 ? 1 : 5, gauges });
}

/** The highest of the minutes, each looked at. */
const peakIn =
  (minutes: WindowSource["minutes"]): WindowSource["peak"] =>
  ({ metric: id, segment, range }) => {
    const metric = plan.metrics.find((one) => one.id === id);
    const steps = minutes(range).map((window) => ({
      ...window,
      targets: window.targets.filter(({ target }) => segment === null || target.segment === segment),
    }));
    return metric ? peak(metric, steps) : null;
  };

const SOURCE: WindowSource = {
  peak: (of) => peakIn(SOURCE.minutes)(of),
  minutes: ({ from, to }) =>
    Array.from({ length: (to - from) / MINUTE_MS }, (_, index): Window => {
      const start = from + index * MINUTE_MS;
      const targets = TARGETS.map((target) => ({
        target,
        sum: sumAt((start - T0) / MINUTE_MS, target.segment),
      }));
      return aWindow(targets, { from: start, to: start + MINUTE_MS });
    }),
  window: (range) => {
    const sumOf = (index: number): WindowSum =>
      mergeAllSums(SOURCE.minutes(range).map((window) => window.targets[index]?.sum ?? EMPTY_SUM));
    return aWindow(
      TARGETS.map((target, index) => ({ target, sum: sumOf(index) })),
      range,
    );
  },
};
const DARK: WindowSource = {
  peak: () => null,
  minutes: () => [],
  window: (range) =>
    aWindow(
      TARGETS.map((target) => ({ target, sum: EMPTY_SUM })),
      range,
    ),
};

const filling: Filling = { plan, t0: T0, previous: T0 + 30 * MINUTE_MS, at: AT, alerts: {} };

/** The field as a gate of the plan has it. */
function field(input: FieldInput): ReturnType<typeof aRoomPlan>["gates"][number]["fields"][number] {
  const gate = { id: "g", label: "G", at: "1h", fields: [input], decisions: "go-on" };
  return aRoomPlan({ gates: [gate] }).gates[0]?.fields[0] as ReturnType<typeof field>;
}

const measured = (part: Partial<Extract<FieldInput, { kind: "measured" }>>): ReturnType<typeof field> =>
  field({ id: "f", kind: "measured", label: "F", metric: "errors", window: "last 15m", ...part });
const filled = (wanted: ReturnType<typeof field>, source = SOURCE): FilledField => fillField(wanted, source, filling);

describe("a measured field", () => {
  test.each<[string, Parameters<typeof measured>[0], number, number, Range]>([
    ["over the last 15 minutes", {}, 145 / 32_000, 32_000, { from: AT - 15 * MINUTE_MS, to: AT }],
    ["since T0", { window: "since-t0" }, 235 / 122_000, 122_000, { from: T0, to: AT }],
    [
      "since the checkpoint before",
      { window: "since-previous" },
      (15 * 2 + 145) / 62_000,
      62_000,
      { from: T0 + 30 * MINUTE_MS, to: AT },
    ],
    ["of one segment", { segment: "north" }, 130 / 17_000, 17_000, { from: AT - 15 * MINUTE_MS, to: AT }],
    ["of the other", { segment: "south" }, 15 / 15_000, 15_000, { from: AT - 15 * MINUTE_MS, to: AT }],
  ])("%s pools counts, never averages rates", (_, part, value, n, range) => {
    const { evidence } = filled(measured(part));
    expect(evidence?.value).toBeCloseTo(value, 12);
    expect(evidence).toMatchObject({ n, coverage: 1, ...range });
  });

  test("at its peak names the minute", () => {
    const found = filled(measured({ metric: "load", window: "last 1h", statistic: "peak" }));
    expect(found.peakAt).toBe(T0 + 50 * MINUTE_MS);
    expect(found.evidence?.value).toBeCloseTo(4_000 / 60, 9);
    expect(found.evidence).toMatchObject({ from: T0 + 50 * MINUTE_MS, to: T0 + 51 * MINUTE_MS });
    expect(filled(measured({ metric: "load", window: "last 1h", statistic: "peak_time" })).peakAt).toBe(found.peakAt);
  });

  test("during the peak of another metric is of that minute", () => {
    const found = filled(measured({ window: "last 1h", statistic: "during_peak", during: "load" }));
    expect(found.peakAt).toBe(T0 + 50 * MINUTE_MS);
    expect(found.evidence?.value).toBeCloseTo(61 / 4_000, 12);
    expect(found.evidence?.n).toBe(4_000);
  });

  test("as a trend is held against the window before, which it names", () => {
    const found = filled(measured({ statistic: "trend" }));
    expect(found.trend).toBe("rising");
    expect(found.before).toBeCloseTo(30 / 30_000, 12);
    expect(found.evidence?.value).toBeCloseTo(145 / 32_000, 12);
    expect(filled(measured({ statistic: "trend", segment: "south" })).trend).toBe("stable");
  });

  test("of a slope comes from the minutes' means", () => {
    const { evidence } = filled(measured({ metric: "leak", window: "since-t0" }));
    expect(evidence?.value).toBeCloseTo(60, 9);
    expect(evidence).toMatchObject({ n: 60, verdict: "WARN" });
  });

  test("between segments is the worst one's distance from all together", () => {
    const { evidence } = filled(measured({ metric: "apart" }));
    expect(evidence?.value).toBeCloseTo(145 / 32_000 - 15 / 15_000, 12);
  });

  test.each([
    ["without a set has no word", {}, null],
    ["with a set has the word of its verdict", { status: "verdict" }, "fail"],
    ["without a limit has none: it is a person's", { metric: "load", status: "verdict" }, null],
    ["as a trend has the word of the trend", { statistic: "trend" as const, status: "verdict" }, "warn"],
  ])("%s", (_, part, status) => {
    expect(filled(measured(part)).status).toBe(status);
  });

  test.each<[string, Parameters<typeof measured>[0]]>([
    ["a value", {}],
    ["a peak", { statistic: "peak" }],
    ["a figure during a peak", { statistic: "during_peak", during: "load" }],
    ["a trend", { statistic: "trend" }],
    ["a slope", { metric: "leak" }],
    ["a distance between segments", { metric: "apart" }],
  ])("without data is %s without a value, a word or a moment", (_, part) => {
    const found = filled(measured({ ...part, status: "verdict" }), DARK);
    expect(found).toMatchObject({ peakAt: null, trend: null, status: null });
    expect(found.evidence).toMatchObject({ value: null, verdict: "NO_DATA" });
  });

  test("that people count has no value yet", () => {
    expect(filled(measured({ metric: "incidents" })).evidence).toMatchObject({ value: null, n: 0, verdict: "NO_DATA" });
  });

  test("of a metric that the plan lost is empty", () => {
    expect(filled(measured({ metric: "speed" }))).toMatchObject({ evidence: null, status: null });
  });
});

describe("a choice", () => {
  const choice = (metrics: string[], window = "last 15m"): ReturnType<typeof field> =>
    field({ id: "f", kind: "choice", label: "F", status: "verdict", metrics, window });

  test.each<[string, string[], string | null, string | null]>([
    ["about one metric has the word of its verdict", ["errors"], "fail", "errors"],
    ["about several has the word for the worst", ["load", "errors"], "fail", "errors"],
    ["about a slope has its word", ["leak"], "warn", "leak"],
    ["about a figure that nobody counted has none", ["load", "incidents"], null, "incidents"],
    ["about nothing has none", [], null, null],
  ])("%s", (_, metrics, status, metric) => {
    const found = filled(choice(metrics));
    expect([found.status, found.evidence?.metric ?? null]).toEqual([status, metric]);
  });

  test("about several keeps the reading of each, with its verdict", () => {
    const found = filled(choice(["errors", "incidents", "leak"]));
    expect(found.readings.map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ["errors", "FAIL"],
      ["incidents", "NO_DATA"],
      ["leak", "WARN"],
    ]);
    expect(found.readings).toContainEqual(found.evidence);
    expect(filled(choice(["errors"])).readings).toEqual([]);
  });

  test("without data has no word", () => {
    expect(filled(choice(["errors"]), DARK)).toMatchObject({ status: null, evidence: { verdict: "NO_DATA" } });
  });
});

test.each<FieldInput>([
  { id: "f", kind: "number", label: "F", unit: "count" },
  { id: "f", kind: "text", label: "F" },
])("a field of kind $kind is a person's alone", (input) => {
  expect(filled(field(input))).toEqual({
    field: "f",
    evidence: null,
    readings: [],
    peakAt: null,
    trend: null,
    before: null,
    status: null,
  });
});

test("whatever a field looks at is among what was asked to be read before", () => {
  const key = ({ from, to }: Range): string => `${from}-${to}`;
  const fields = [
    ...(["value", "peak", "peak_time", "during_peak", "trend"] as const).flatMap((statistic) =>
      ["errors", "load", "leak", "apart", "incidents"].flatMap((metric) =>
        ["last 15m", "since-t0", "since-previous"].map((window) =>
          measured({ metric, statistic, window, during: "load" }),
        ),
      ),
    ),
    ...[["errors"], ["leak"], ["leak", "errors"], ["apart", "incidents"]].map((metrics) =>
      field({ id: "f", kind: "choice", label: "F", status: "verdict", metrics, window: "last 1h" }),
    ),
  ];
  for (const one of fields) {
    const wanted = wantedFor([one], filling);
    const asked: Record<"windows" | "minutes" | "peaks", string[]> = { windows: [], minutes: [], peaks: [] };
    const peakKey = ({ metric, segment, range }: PeakOf): string => `${metric} ${segment ?? ""} ${key(range)}`;
    const tops = wanted.peaks.map((of) => SOURCE.peak(of)).filter((top) => top !== null);
    fillField(
      one,
      {
        window: (range) => (asked.windows.push(key(range)), SOURCE.window(range)),
        minutes: (range) => (asked.minutes.push(key(range)), SOURCE.minutes(range)),
        peak: (of) => (asked.peaks.push(peakKey(of)), SOURCE.peak(of)),
      },
      filling,
    );
    const windows = [...wanted.windows, ...tops.map(({ range }) => range)].map(key);
    expect(windows).toEqual(expect.arrayContaining(asked.windows));
    expect(wanted.peaks.map(peakKey)).toEqual(expect.arrayContaining(asked.peaks));
    expect(wanted.minutes.map(key)).toEqual(expect.arrayContaining(asked.minutes));
  }
});
