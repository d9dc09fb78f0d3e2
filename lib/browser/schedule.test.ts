import { describe, expect, it } from "vitest";
import { positionAt } from "./schedule.ts";

const HOUR = 3_600_000;
const schedule = {
  t0: 100 * HOUR,
  startedAt: 100 * HOUR,
  intensiveMs: 36 * HOUR,
  phases: [
    { id: "watch", label: "Intensive", from: 100 * HOUR, to: 136 * HOUR },
    { id: "close", label: "Close", from: 136 * HOUR, to: 200 * HOUR },
  ],
  checkpoints: [
    { id: "g36", label: "36 h", kind: "gate" as const, at: 136 * HOUR },
    { id: "p3", label: "3 h", kind: "pulse" as const, at: 103 * HOUR },
    { id: "g2", label: "2 h", kind: "gate" as const, at: 102 * HOUR },
  ],
};

describe("position in the schedule", () => {
  it("before T0 there is no progress, and the first phase is still to come", () => {
    const position = positionAt(schedule, 99 * HOUR);
    expect([position.progress, position.phase, position.nextPhase?.id, position.next?.id]).toEqual([
      null,
      null,
      "watch",
      "g2",
    ]);
  });

  it("a pulse comes with the gate behind it", () => {
    const position = positionAt(schedule, 102 * HOUR);
    expect([position.next?.id, position.nextGate?.id]).toEqual(["p3", "g36"]);
  });

  it("progress is elapsed over the window, and never more than all of it", () => {
    expect(positionAt(schedule, 102 * HOUR).progress).toBeCloseTo(2 / 36);
    expect(positionAt(schedule, 180 * HOUR).progress).toBe(1);
  });

  it("a phase ends where the next begins", () => {
    expect(positionAt(schedule, 136 * HOUR).phase?.id).toBe("close");
    expect(positionAt(schedule, 136 * HOUR).next).toBeNull();
  });
});
