import { describe, expect, test } from "vitest";
import type { Health } from "#wire/frame";
import { prometheusText } from "./prometheus-text.ts";

const ODD_ID = 'rule:"a\\b"\nc';
const COUNTERS = {
  ticks: 12,
  samples: 40,
  pushed: 3,
  duplicates: 1,
  frames: 24,
  unreadable: 0,
  strayErrors: 1,
  cutOff: { does_not_read: 2, asks_too_much: 0 },
};
const HEALTH: Health = {
  sampler: { alive: true, ticksMissed: 0, jitterMsP99: 12.5 },
  store: { reachable: false, waiting: 7, lost: 0 },
  displays: 2,
  faults: [
    { id: ODD_ID, severity: "high", sentence: "x", since: 0 },
    { id: "disk-full", severity: "critical", sentence: "y", since: 0 },
  ],
};

type Family = { readonly type: string; readonly samples: { readonly name: string; readonly value: number }[] };

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{([^{}]*)\})? (\S+)$/;
const LABELS = /^(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"(?:,|$))+$/;
/** What promtool's linter says of units: base ones, written out. */
const NO_BASE_UNIT =
  /(^|_)(ms|us|ns|s|sec|secs|milliseconds|microseconds|minutes|min|hours|days|kb|mb|kilobytes|percent)(_|$)/;

/** The text format as its specification has it; throws at what does not fit. */
function parse(text: string): ReadonlyMap<string, Family> {
  const families = new Map<string, Family>();
  const helped = new Set<string>();
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  for (const line of text.slice(0, -1).split("\n")) {
    const [, what, about = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (what === "HELP") {
      if (helped.has(about) || !NAME.test(about)) throw new Error(`HELP twice, or of no name: ${line}`);
      helped.add(about);
    } else if (what === "TYPE") {
      if (families.has(about) || !helped.has(about)) throw new Error(`TYPE twice, or before HELP: ${line}`);
      families.set(about, { type: rest, samples: [] });
    } else {
      const [, name = "", labels, value = ""] = SAMPLE.exec(line) ?? [];
      if (name === "" || (labels !== undefined && !LABELS.test(labels))) throw new Error(`no sample: ${line}`);
      if (value === "" || Number.isNaN(Number(value))) throw new Error(`no value: ${line}`);
      const family = families.get(name);
      // samples of one family stand together, right behind what is said of it
      if (!family || [...families.keys()].at(-1) !== name) throw new Error(`out of place: ${line}`);
      family.samples.push({ name: `${name}{${labels ?? ""}}`, value: Number(value) });
    }
  }
  return families;
}

describe("what Prometheus reads", () => {
  const families = parse(prometheusText(HEALTH, COUNTERS));

  test("counts who was cut off, by reason", () => {
    expect(families.get("holdpoint_connections_cut_off_total")).toEqual({
      type: "counter",
      samples: [
        { name: 'holdpoint_connections_cut_off_total{reason="does_not_read"}', value: 2 },
        { name: 'holdpoint_connections_cut_off_total{reason="asks_too_much"}', value: 0 },
      ],
    });
  });

  test.each([...families])("prom-unit: %s is named as Prometheus asks", (name, { type, samples }) => {
    expect(name).toMatch(/^holdpoint_[a-z0-9_]+$/);
    expect(name).not.toMatch(NO_BASE_UNIT);
    expect(["counter", "gauge"]).toContain(type);
    expect(name.endsWith("_total")).toBe(type === "counter");
    expect(new Set(samples.map((sample) => sample.name)).size).toBe(samples.length);
  });

  test("prom-unit: jitter is in seconds", () => {
    expect(families.get("holdpoint_sampler_jitter_p99_seconds")?.samples).toEqual([
      { name: "holdpoint_sampler_jitter_p99_seconds{}", value: 0.0125 },
    ]);
  });

  test("an id of any letters stays one label", () => {
    expect(families.get("holdpoint_own_fault")?.samples).toHaveLength(2);
  });

  test("nothing wrong is no sample, and still a family", () => {
    expect(parse(prometheusText({ ...HEALTH, faults: [] }, COUNTERS)).get("holdpoint_own_fault")?.samples).toEqual([]);
  });
});
