import fc from "fast-check";
import { expect, test } from "vitest";
import { aGate, aPlan, aRecurring, aSprint, aTask } from "#testing/a-plan";
import { testSeed } from "#testing/test-seed";
import { progressAt, scheduleOf, type Schedule } from "./schedule.ts";

const full = aPlan({
  phases: [
    { id: "before", label: "Before", from: "-1h", to: "0h" },
    { id: "watch", label: "Watch", from: "0h", to: "2h", cadence: [{ every: "15m", until: "1h" }, { at: "2h" }] },
    { id: "after", label: "After", from: "2h", to: "2030-05-09" },
  ],
  gates: [aGate("quarter", "15m"), aGate("end", "2h")],
  pulse: { id: "pulse", label: "Pulse", phase: "watch", fields: aGate("x", "1h").fields, decisions: "go-on" },
  recurring: [{ ...aRecurring("daily", "08:00"), on: ["tuesday", "thursday"] }],
  people: {
    roles: [{ id: "lead", label: "Lead", discipline: "engineering" }],
    crews: [{ id: "crew", label: "Crew", roles: ["lead"] }],
    shifts: [{ id: "night", label: "Night", crews: ["crew"], lead: "lead", from: "0h", to: "2h", overlap: "10m" }],
  },
  briefs: [{ id: "brief", label: "Brief", at: "1h", from: "lead", to: ["lead"] }],
  reports: [{ id: "end", label: "End", file: "END.md", due: "2030-05-09", contents: ["All"] }],
  sprint: aSprint([aTask("one", "2030-05-06", "2030-05-07"), aTask("two", "2030-05-08", "2030-05-09")], {
    milestones: [{ id: "launch", label: "Launch", at: "0h" }],
  }),
});

function iso(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16);
}

test("gates, pulses and recurring checks come in the order of time", () => {
  expect(scheduleOf(full).checkpoints.map(({ id, kind, at }) => [id, kind, iso(at)])).toEqual([
    ["quarter", "gate", "2030-05-06T10:15"],
    ["pulse-30m", "pulse", "2030-05-06T10:30"],
    ["pulse-45m", "pulse", "2030-05-06T10:45"],
    ["pulse-1h", "pulse", "2030-05-06T11:00"],
    ["end", "gate", "2030-05-06T12:00"],
    ["daily-2030-05-07", "check", "2030-05-07T08:00"],
    ["daily-2030-05-09", "check", "2030-05-09T08:00"],
  ]);
});

test("a phase that ends on a date includes that day", () => {
  expect(scheduleOf(full).phases.map(({ id, from, to }) => [id, iso(from), iso(to)])).toEqual([
    ["before", "2030-05-06T09:00", "2030-05-06T10:00"],
    ["watch", "2030-05-06T10:00", "2030-05-06T12:00"],
    ["after", "2030-05-06T12:00", "2030-05-10T00:00"],
  ]);
});

test("a task does not start before its stream is launched", () => {
  const [stream] = full.sprint?.streams ?? [];
  const launched = { ...full, sprint: { ...full.sprint!, streams: [{ ...stream!, launch: "2030-05-06T10:00Z" }] } };
  const [scheduled] = scheduleOf(launched).sprint;
  expect([scheduled!, ...scheduled!.tasks].map(({ from }) => iso(from))).toEqual([
    "2030-05-06T10:00",
    "2030-05-06T10:00",
    "2030-05-08T00:00",
  ]);
});

/** Every instant in a schedule, with the place where it stands. */
function instants(value: unknown, place = ""): readonly (readonly [string, number])[] {
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => instants(inner, `${place}.${key}`));
  return typeof value === "number" && /[.](from|to|at|t0)$/.test(place) ? [[place, value]] : [];
}

test("moving T0 moves every instant by as much, and keeps ids and the old dates", () => {
  const own = scheduleOf(full);
  expect(instants(own).length).toBeGreaterThan(20);
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (movedMs) => {
      const moved: Schedule = scheduleOf(full, own.t0 + movedMs);
      expect(instants(moved)).toEqual(instants(own).map(([place, at]) => [place, at + movedMs]));
      expect(moved.checkpoints.map(({ id }) => id)).toEqual(own.checkpoints.map(({ id }) => id));
      expect(moved).toMatchObject({ movedMs, baselineT0: own.t0 });
    }),
    { seed: testSeed() },
  );
});

test("progress is elapsed time over the window, from 0 to 1", () => {
  const schedule = scheduleOf(full);
  const hour = 3_600_000;
  expect([-1, 0, 0.5, 2, 9].map((hours) => progressAt(schedule, schedule.t0 + hours * hour))).toEqual([
    0, 0, 0.25, 1, 1,
  ]);
});
