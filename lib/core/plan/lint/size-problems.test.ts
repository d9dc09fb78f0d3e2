import { expect, test } from "vitest";
import { aGate, aPlanDocument, aRecurring } from "#testing/a-plan";
import { parsePlan } from "../parse-plan.ts";
import type { PlanInput } from "../plan.ts";

function problemsWith(overrides: Partial<PlanInput>): readonly string[] {
  const parsed = parsePlan(aPlanDocument(overrides));
  return parsed.ok ? [] : (parsed.refusal.places ?? []).map(({ path, message }) => `${path}: ${message}`);
}

const [PHASE] = aPlanDocument().phases;
const fields = aGate("end", "2h").fields;

function aPulsed(cadence: NonNullable<PlanInput["phases"][number]["cadence"]>): Partial<PlanInput> {
  const phase = { ...PHASE, id: "watch", label: "Watch", from: "0m", to: "400d", cadence };
  const pulse = { id: "pulse", label: "Pulse", phase: "watch", fields, decisions: aGate("end", "2h").decisions };
  return { phases: [phase], pulse };
}

test("every: 1s over years is refused where it stands, with what it would make", () => {
  expect(problemsWith(aPulsed([{ every: "1s", until: "3650d" }]))).toEqual([
    "phases[watch].cadence[0]: names 315360000 moments, more than 500",
  ]);
});

test("nobody fills in a form every few seconds, however few", () => {
  expect(problemsWith(aPulsed([{ every: "5s", until: "10m" }]))).toEqual([
    "phases[watch].cadence[0]: is every 5s: the shortest is every 1m",
  ]);
});

test("many lines that are each small enough are summed up", () => {
  const day = (n: number): { every: string; from: string; until: string } => ({
    ...{ every: "5m", from: `${n * 24}h`, until: `${(n + 1) * 24}h` },
  });
  expect(problemsWith(aPulsed(Array.from({ length: 30 }, (_, n) => day(n))))).toEqual([
    expect.stringMatching(
      /^phases\[watch\]\.cadence\[0\]: makes 288 of the plan's 86\d\d checkpoints, of which a plan may have 2000 in all$/,
    ),
  ]);
  const yearly = Array.from({ length: 12 }, (_, n) => ({
    ...aRecurring(`check-${n}`, "08:00"),
    ...{ from: "2025-11-04", to: "2026-11-03" },
  }));
  expect(problemsWith({ recurring: yearly })[0]).toContain("checkpoints, of which a plan may have 2000 in all");
});

test("a form of many fields that comes back every day is too much before the days are", () => {
  const many = Array.from({ length: 100 }, (_, n) => ({
    kind: "text" as const,
    id: `words-${n}`,
    label: `Words ${n}`,
  }));
  const recurring = [{ ...aRecurring("daily", "08:00"), fields: many, from: "2025-11-04", to: "2027-03-03" }];
  expect(problemsWith({ recurring })[0]).toMatch(/^recurring\[daily\]: makes 48\d00 of the plan's .* fields/);
});

test("what is worked out for every segment at every tick is bounded", () => {
  const segments = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `s${n}`, label: `S ${n}` }));
  const [metric] = aPlanDocument().metrics;
  const metrics = (count: number) => [
    ...aPlanDocument().metrics,
    ...Array.from({ length: count }, (_, n) => ({ ...metric, id: `m${n}` }) as PlanInput["metrics"][number]),
  ];
  expect(problemsWith({ segments: segments(50_000) })).toEqual(["segments: has 50000 entries, more than 60"]);
  expect(problemsWith({ metrics: metrics(400) })[0]).toContain("more than 300");
  expect(problemsWith({ segments: segments(60), metrics: metrics(150) })[0]).toContain("figures of every tick");
});

test("the watched hours are no years", () => {
  expect(problemsWith({ intensiveWindow: { length: "3650d" } })).toContain(
    "intensiveWindow.length: is 3650d, more than 92d",
  );
});
