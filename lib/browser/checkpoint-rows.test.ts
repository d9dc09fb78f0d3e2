import { describe, expect, test } from "vitest";
import type { CheckpointRecord } from "#core/room/checkpoint";
import { EMPTY_ROOM, type Room } from "#core/room/room";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import { aGate, aPlan } from "#testing/a-plan";
import { checkpointRows, openRows, stateSentence } from "./checkpoint-rows.ts";

const T0 = Date.parse("2030-05-06T10:00Z");
const plan = aPlan({ gates: [aGate("one", "1h"), aGate("two", "2h")] });
const ada = { kind: "person", id: "ada", name: "Ada Osei", role: "lead", discipline: "product" } as const;

const record: CheckpointRecord = {
  id: "one",
  form: "one",
  label: "Gate one",
  due: T0 + HOUR_MS,
  openedAt: T0 + HOUR_MS,
  fields: [],
  entry: null,
  decision: null,
  declined: null,
};

function room(part: Partial<CheckpointRecord> | null): Room {
  const start = { at: T0, by: ada, poll: null, override: null, baseline: [] };
  return {
    ...EMPTY_ROOM,
    launch: { ...EMPTY_ROOM.launch, t0: T0, start },
    checkpoints: part ? { one: { ...record, ...part } } : {},
  };
}
const said = (held: Room, afterMs: number): readonly string[] =>
  checkpointRows({ plan, room: held, t0: T0 }, T0 + afterMs).map(
    (row) => `${row.state}: ${stateSentence(row, T0 + afterMs)}`,
  );

const decision = {
  decision: "continue",
  reason: "",
  tone: "good",
  revision: 1,
  needsSecond: false,
  by: ada,
  at: T0 + HOUR_MS,
  second: null,
} as const;

describe("where a checkpoint stands", () => {
  test("nothing is due before the rollout was started, whatever the time", () => {
    expect(said(EMPTY_ROOM, 3 * HOUR_MS)).toEqual([
      "early: once the rollout is started",
      "early: once the rollout is started",
    ]);
  });

  test.each([
    [30 * MINUTE_MS, null, "early: in 00:30:00"],
    [HOUR_MS + MINUTE_MS, {}, "due: overdue in 00:09:00"],
    [HOUR_MS + 12 * MINUTE_MS, {}, "overdue: by 00:02:00"],
    [2 * HOUR_MS, {}, "missed: not decided, due 60 min ago"],
    [HOUR_MS + MINUTE_MS, { decision }, "closed: Continue, by Ada Osei"],
    [
      HOUR_MS + MINUTE_MS,
      { decision: { ...decision, needsSecond: true } },
      "awaiting_second: Continue, by Ada Osei: another lead has to sign",
    ],
  ])("%d ms after T0", (after, part, sentence) => {
    expect(said(room(part), after)[0]).toBe(sentence);
  });

  test("what somebody has to see to now comes overdue first, and nothing else is in it", () => {
    const rows = checkpointRows({ plan, room: room({}), t0: T0 }, T0 + HOUR_MS + 20 * MINUTE_MS);
    expect(openRows(rows).map(({ id, state }) => `${id} ${state}`)).toEqual(["one overdue"]);
  });
});
