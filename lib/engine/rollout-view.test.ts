import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "#core/time";
import { aPlan, aSprint, aTask } from "#testing/a-plan";
import { rolloutSchema } from "#wire/rollout";
import type { ClockSetting, RolloutRecord } from "./ports.ts";
import { rolloutView } from "./rollout-view.ts";

const PLAN = aPlan({ sprint: aSprint([aTask("one", "2030-05-07", "2030-05-08")]) });
const OWN_T0 = Date.parse(PLAN.t0);
const CLOCK: ClockSetting = { kind: "rehearsal", rate: 60, realAt: 1, clockAt: 2 };

function viewAt(t0: number): ReturnType<typeof rolloutView> {
  const rollout: RolloutRecord = { id: "r7", plan: PLAN.id, planVersion: "1", kind: "rehearsal", t0 };
  return rolloutView(PLAN, rollout, {
    clock: CLOCK,
    demo: true,
    trafficControl: "record",
    build: "b1",
    t0,
    startedAt: null,
  });
}

it("every page is told the rollout as the wire says it", () => {
  const view = viewAt(OWN_T0);
  expect(view).toMatchObject(rolloutSchema.parse(JSON.parse(JSON.stringify(view))));
  expect(view).toMatchObject({
    id: "r7",
    plan: "small",
    kind: "rehearsal",
    t0: OWN_T0,
    intensiveMs: 2 * HOUR_MS,
    clock: CLOCK,
    demo: true,
    build: "b1",
    phases: [{ id: "watch", from: OWN_T0, to: OWN_T0 + 2 * HOUR_MS }],
    checkpoints: [{ id: "end", kind: "gate", at: OWN_T0 + 2 * HOUR_MS }],
    segments: [{ id: "north", label: "North" }],
    metrics: [{ id: "errors", label: "Error rate", unit: "%", better: "lower" }],
  });
});

it("a rollout with another T0 moves every moment with it, the sprint too", () => {
  const [own, moved] = [viewAt(OWN_T0), viewAt(OWN_T0 + 3 * DAY_MS)];
  expect(moved.phases[0]?.from).toBe(OWN_T0 + 3 * DAY_MS);
  expect(moved.checkpoints[0]?.at).toBe((own.checkpoints[0]?.at ?? 0) + 3 * DAY_MS);
  const task = own.sprint[0]?.tasks[0];
  expect(task).toBeDefined();
  expect(moved.sprint[0]?.tasks[0]).toMatchObject({
    from: (task?.from ?? 0) + 3 * DAY_MS,
    to: (task?.to ?? 0) + 3 * DAY_MS,
  });
});
