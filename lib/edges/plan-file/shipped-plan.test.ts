import { resolve } from "node:path";
import { beforeAll, describe, expect, it, test } from "vitest";
import { lintPlan, RULES } from "#core/plan/lint/lint-plan";
import type { Plan } from "#core/plan/plan";
import { scheduleOf } from "#core/plan/schedule";
import { rolloutSchema } from "#wire/rollout";
import { loadPlan } from "./load-plan.ts";
import { lintPlanFile } from "./report-problems.ts";

const FILE = resolve(import.meta.dirname, "../../../plans/full-rollout-sprint-3.yaml");

let plan: Plan;
beforeAll(async () => {
  const loaded = await loadPlan(FILE);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  plan = loaded.value;
});

function kinds(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of scheduleOf(plan).checkpoints) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Its shifts leave no gap; of everything else that the linter looks for it has an example. */
const CONTRADICTED = RULES.filter(({ name }) => name !== "nobody-leads");

test("plan lint ends with 0 and lists one acknowledged finding per rule", async () => {
  const report = await lintPlanFile(FILE);
  expect(report.exitCode).toBe(0);
  expect(report.text.split("\n").at(-1)).toBe(`${FILE}: no problem, 12 acknowledged findings.`);
  expect(lintPlan(plan).map(({ rule, acknowledged }) => [rule, acknowledged !== null])).toEqual(
    CONTRADICTED.map(({ name }) => [name, true]),
  );
});

test("without its acknowledgements the same findings are raised, and the exit code is 2", async () => {
  const findings = lintPlan({ ...plan, acknowledged: [] });
  expect(findings.map(({ rule, acknowledged }) => [rule, acknowledged])).toEqual(
    CONTRADICTED.map(({ name }) => [name, null]),
  );
});

describe("the eight gates", () => {
  it("come at their offsets with every field, decision and action of the plan", () => {
    const choices = new Map(plan.decisionSets.map(({ id, choices: all }) => [id, all.length]));
    expect(
      plan.gates.map((gate) => [
        gate.at,
        gate.fields.length,
        choices.get(gate.decisions),
        gate.actions.length,
        gate.recommendation.length,
      ]),
    ).toEqual([
      ["15m", 5, 4, 3, 0],
      ["30m", 5, 4, 3, 0],
      ["1h", 9, 4, 3, 0],
      ["2h", 6, 4, 4, 0],
      ["4h", 11, 4, 3, 0],
      ["8h", 7, 2, 4, 0],
      ["24h", 14, 2, 4, 3],
      ["36h", 4, 1, 3, 0],
    ]);
  });

  it("end on 4 November at 04:00 UTC", () => {
    expect(scheduleOf(plan).checkpoints.find(({ id }) => id === "gate-8")?.at).toBe(Date.parse("2025-11-04T04:00Z"));
  });
});

test("beside the gates there are 20 pulses, 10 close and 7 daily checks, 3 weekly reviews and a recap", () => {
  expect(kinds()).toEqual({ gate: 8, pulse: 20, check: 17, review: 4 });
  const forms = scheduleOf(plan)
    .checkpoints.filter(({ kind }) => kind === "check")
    .map(({ form }) => form);
  expect(
    ["close-morning", "close-afternoon", "daily-health"].map((id) => forms.filter((form) => form === id).length),
  ).toEqual([5, 5, 7]);
  const reviews = scheduleOf(plan).checkpoints.filter(({ kind }) => kind === "review");
  expect(reviews.map(({ at }) => new Date(at).toISOString().slice(0, 16))).toEqual([
    "2025-11-14T10:00",
    "2025-11-21T10:00",
    "2025-11-28T10:00",
    "2025-11-30T10:00",
  ]);
});

test("nothing else of the plan is missing", () => {
  const tasks = plan.sprint?.streams.map((stream) => stream.tasks.length);
  const people = plan.sprint?.staff.flatMap((team) => team.people).reduce((sum, { count }) => sum + count, 0);
  expect({
    preflight: plan.preflight.length,
    criteria: plan.success.criteria.length,
    baseline: plan.baseline?.figures.length,
    playbooks: plan.playbooks.map(({ severity }) => severity),
    delays: plan.delays.length,
    blocked: plan.blockedStreams.length,
    tasks,
    people,
    weeks: plan.sprint?.weeks.length,
    shifts: plan.people.shifts.length,
    votes: plan.people.roles.filter(({ votes }) => votes).length,
    briefs: plan.briefs.map(({ at }) => at),
    reports: plan.reports.length,
    checklist: plan.checklist.map(({ items }) => items.length),
    phases: plan.phases.length,
  }).toEqual({
    preflight: 11,
    criteria: 9,
    baseline: 6,
    playbooks: ["critical", "high", "low"],
    delays: 2,
    blocked: 3,
    tasks: [3, 3, 3],
    people: 13,
    weeks: 4,
    shifts: 4,
    votes: 4,
    briefs: ["8h", "24h", "36h"],
    reports: 6,
    checklist: [8, 7, 4, 4, 6, 5],
    phases: 5,
  });
});

test("its phases follow one another without a gap, from an hour before T0 to the end of November", () => {
  const { phases } = scheduleOf(plan);
  expect(phases.slice(1).map(({ from }) => from)).toEqual(phases.slice(0, -1).map(({ to }) => to));
  expect([phases[0]?.from, phases.at(-1)?.to]).toEqual([
    Date.parse("2025-11-02T15:00Z"),
    Date.parse("2025-12-01T00:00Z"),
  ]);
});

test("its schedule fits what pages are told of a rollout", () => {
  const { phases, checkpoints, sprint } = scheduleOf(plan);
  const part = rolloutSchema.pick({ phases: true, checkpoints: true, sprint: true });
  expect(part.safeParse({ phases, checkpoints, sprint }).error).toBeUndefined();
});

test("every criterion is on a metric with a limit to judge it by", () => {
  const limited = new Set(plan.limits.map(({ metric }) => metric));
  expect(plan.success.criteria.flatMap(({ metrics }) => metrics).filter((metric) => !limited.has(metric))).toEqual([]);
});
