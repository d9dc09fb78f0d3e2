import { describe, expect, test } from "vitest";
import { PLAN_T0 } from "#testing/a-room";
import { aFormGate, aRoomPlan } from "#testing/a-room-plan";
import { aRecurring } from "#testing/a-plan";
import { aWindow } from "#testing/a-window";
import { scheduleOf, type ScheduledCheckpoint } from "../../plan/schedule.ts";
import { DAY_MS, MINUTE_MS, type EpochMs } from "../../time.ts";
import { nextOfKind, openingEvent, readingsFor } from "./open-checkpoint.ts";
import type { WindowSource } from "./prefill.ts";

const PULSE = { ...aFormGate("pulse", "1h"), label: "Pulse", phase: "watch", actions: [] };
const { at: _, recommendation: __, ...pulse } = PULSE;
const plan = aRoomPlan({
  phases: [{ id: "watch", label: "Watch", from: "0h", to: "2h", cadence: [{ every: "10m", until: "30m" }] }],
  pulse: {
    ...pulse,
    fields: [{ id: "errors", kind: "measured", label: "Errors", metric: "errors", window: "since-previous" }],
  },
  recurring: [aRecurring("morning", "08:00"), aRecurring("evening", "18:00")],
});
const schedule = scheduleOf(plan, PLAN_T0);
const DARK: WindowSource = { window: (range) => aWindow([], range), minutes: () => [], peak: () => null };

function at(id: string): ScheduledCheckpoint {
  const found = schedule.checkpoints.find((checkpoint) => checkpoint.id === id);
  if (!found) throw new Error(`no checkpoint ${id} in ${schedule.checkpoints.map((one) => one.id).join(" ")}`);
  return found;
}

describe("opening a checkpoint", () => {
  test("fills every field of its form, in order, and asks for its actions by the next gate", () => {
    const event = openingEvent({ plan, schedule, checkpoint: at("first"), alerts: {} }, DARK);
    expect(event).toMatchObject({
      type: "checkpoint_opened",
      checkpoint: "first",
      form: "first",
      label: "Gate first",
      due: PLAN_T0 + 15 * MINUTE_MS,
      fields: [{ field: "errors" }, { field: "patterns" }, { field: "tickets" }, { field: "note" }],
      actions: [{ id: "look", owner: "on-call", due: PLAN_T0 + 30 * MINUTE_MS }],
    });
  });

  test("asks for the last gate's actions by the next day", () => {
    const event = openingEvent({ plan, schedule, checkpoint: at("second"), alerts: {} }, DARK);
    expect(event).toMatchObject({ actions: [{ due: PLAN_T0 + 30 * MINUTE_MS + DAY_MS }] });
  });

  test.each<[string, EpochMs]>([
    ["pulse-10m", PLAN_T0],
    ["pulse-20m", PLAN_T0 + 15 * MINUTE_MS],
  ])("reads %s from the checkpoint before it on, whatever its kind, and the first from T0", (id, from) => {
    const wanted = readingsFor({ plan, schedule, checkpoint: at(id), alerts: {} });
    expect(wanted?.windows).toEqual([{ from, to: at(id).at }]);
  });

  test("is not possible for a form that the plan lost", () => {
    const checkpoint = { ...at("first"), form: "gone" };
    expect([
      openingEvent({ plan, schedule, checkpoint, alerts: {} }, DARK),
      readingsFor({ plan, schedule, checkpoint, alerts: {} }),
    ]).toEqual([null, null]);
  });
});

test.each([
  ["first", "second"],
  ["second", null],
  ["pulse-10m", "pulse-20m"],
  ["pulse-20m", null],
  ["morning-2030-05-07", "evening-2030-05-07"],
  ["evening-2030-05-09", null],
])("after %s the next of its kind is %s", (id, next) => {
  expect(nextOfKind(schedule.checkpoints, at(id))).toBe(next === null ? null : at(next).at);
});
