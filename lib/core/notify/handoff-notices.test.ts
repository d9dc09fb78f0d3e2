import { expect, test } from "vitest";
import { happened, PLAN_T0, started, type Happened } from "#testing/a-room";
import { aShiftPlace } from "#testing/a-shift-room";
import type { Room } from "../room/room.ts";
import { EMPTY_ROOM } from "../room/room.ts";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { noticesDue } from "./due-notices.ts";
import type { Notice } from "./notice.ts";

const DAY = PLAN_T0 + 12 * HOUR_MS;
const rollout = { id: "r1", name: "R", kind: "production" } as const;
const WRITTEN = happened(
  { type: "handoff_written", shift: "day", revision: 1, summary: "Calm", watch: "", items: [], leftOut: 0 },
  { at: DAY - 10 * MINUTE_MS },
);
const ACCEPTED = happened({ type: "handoff_accepted", shift: "day", revision: 1, note: "" }, { at: DAY });

function due(minutes: number, ...events: Happened[]): readonly Notice[] {
  const { plan, room, schedule } = aShiftPlace([started(), ...events]);
  const whole: Room = { ...EMPTY_ROOM, ...room };
  const found = noticesDue({ plan, rollout, room: whole, schedule, now: DAY + minutes * MINUTE_MS });
  return found.filter(({ kind }) => kind === "handoff");
}
function told(minutes: number, ...events: Happened[]): readonly string[] {
  return due(minutes, ...events).map(({ id }) => id.replace("r1:handoff:day:", ""));
}

test("whoever hands over is reminded ahead, whoever takes over when it is written, both when it is late", () => {
  expect(told(-31)).toEqual([]);
  expect(told(-30)).toEqual([`${DAY}:due`]);
  expect(told(-5, WRITTEN)).toEqual([`${DAY}:due`, "written:1"]);
  expect(told(0, WRITTEN)).toEqual([`${DAY}:due`, "written:1", `${DAY}:late`]);
  expect(told(1, WRITTEN, ACCEPTED)).toEqual([]);
});

test("who took a shift is told of it in place of its role's holder", () => {
  const taken = happened({ type: "shift_taken", shift: "day", person: { id: "mei", name: "Mei" }, over: null });
  const [, written] = due(-5, taken, WRITTEN);
  expect(written?.audience).toMatchObject({ people: ["mei"] });
});
