import { describe, expect, it } from "vitest";
import { TICK_MS, tickAt, tickStart, type Tick } from "#core/time";
import { GOOD_HEALTH } from "#testing/a-frame";
import { roomOf, started } from "#testing/a-room";
import { aPlan } from "#testing/a-plan";
import { aSample, aTargetOf } from "#testing/a-window";
import { frameSchema, type RoomName } from "#wire/frame";
import { criteriaFrames } from "./criteria-frame.ts";
import { liveSamples, type LiveSamples } from "./live-samples.ts";
import { roomFrames, type Envelope, type RoomFrames } from "./room-frames.ts";

const BASE = aPlan();
const PLAN = aPlan({
  metrics: [
    ...BASE.metrics,
    {
      id: "probe_errors",
      label: "Probe errors",
      unit: "%",
      better: "lower",
      formula: { kind: "error_rate", source: "probe" },
    },
  ],
  errorBudget: { metric: "errors", target: 99, over: "2h" },
});
const T0 = Date.parse(PLAN.t0);
const FIRST = tickAt(T0);
const TARGETS = [aTargetOf({ id: "api", name: "API", kind: "http" }), aTargetOf({ id: "orders", name: "Orders" })];

const CRITERIA = criteriaFrames({ plan: PLAN, t0: () => T0, room: () => roomOf(started(T0)), hour: () => null });

/** Rooms over live samples that count how often a window is summed. */
function rooms(): { readonly rooms: RoomFrames; readonly live: LiveSamples; readonly summed: () => number } {
  const live = liveSamples(TARGETS, { t0: T0, now: T0, everyMs: () => TICK_MS });
  const asked = { windows: 0 };
  const counting: LiveSamples = {
    ...live,
    window: (range, targets) => ((asked.windows += 1), live.window(range, targets)),
    total: (range, targets) => ((asked.windows += 1), live.total(range, targets)),
  };
  return {
    rooms: roomFrames({ plan: PLAN, targets: TARGETS, live: counting, startedAt: () => T0, criteria: CRITERIA }),
    live,
    summed: () => asked.windows,
  };
}

function envelope(tick: Tick): Envelope {
  return { seq: tick, at: tickStart(tick + 1), sentAt: 1, everyMs: TICK_MS, build: "b1", health: GOOD_HEALTH };
}

describe("the rooms of a tick", () => {
  it("are frames as a page reads them, each numbered without gaps", () => {
    const { rooms: made, live } = rooms();
    const frames = Array.from({ length: 30 }, (_, i) => FIRST + i).flatMap((tick) => {
      live.settle(live.show([aSample({ targetId: "api", tick, up: true, requests: 1 })]));
      return [...made.shared(envelope(tick)), ...made.forTargets(["target:api"], envelope(tick))];
    });
    for (const room of ["overview", "segments", "criteria", "target:api"] as const) {
      const seqs = frames.filter((frame) => frame.room === room).map(({ seq }) => seq);
      expect(seqs).toEqual(Array.from({ length: 30 }, (_, i) => FIRST + i));
    }
    for (const frame of frames) expect(frameSchema.parse(JSON.parse(JSON.stringify(frame)))).toEqual(frame);
  });

  it("cost nothing for single targets where nobody listens", () => {
    const { rooms: made, summed } = rooms();
    expect(made.forTargets([], envelope(FIRST))).toEqual([]);
    expect(made.forTargets(["overview", "target:nobody"], envelope(FIRST))).toEqual([]);
    expect(summed()).toBe(0);
  });

  it("sum each window once, however many rooms and metrics read it", () => {
    const { rooms: made, summed } = rooms();
    made.shared(envelope(FIRST + 5));
    // now, before and since T0
    expect(summed()).toBe(3);
    made.forTargets(["target:api", "target:orders"], envelope(FIRST + 5));
    expect(summed()).toBe(4);
  });
});

describe("a single target's room", () => {
  it("tells the target's own state, and those of its source's metrics that have a value", () => {
    const { rooms: made, live } = rooms();
    live.settle(
      live.show([
        aSample({ targetId: "api", tick: FIRST, up: false, requests: 1, errors: 1, reason: "503" }),
        aSample({ targetId: "orders", tick: FIRST, requests: 200, errors: 1 }),
      ]),
    );
    const asked: readonly RoomName[] = ["target:orders", "target:api"];
    const told = made.forTargets(asked, envelope(FIRST)).map(({ body }) => {
      if (body.view !== "target") throw new Error("not a target's room");
      return [body.target.name, body.target.state, body.readings.map(({ metric, value }) => [metric, value])];
    });
    expect(told).toEqual([
      ["Orders", "up", [["errors", 0.005]]],
      ["API", "down", [["probe_errors", 1]]],
    ]);
  });

  it("has no readings before the first sample", () => {
    const { rooms: made } = rooms();
    expect(made.forTargets(["target:api"], envelope(FIRST))).toMatchObject([
      { body: { view: "target", target: { state: "waiting" }, readings: [] } },
    ]);
  });
});
