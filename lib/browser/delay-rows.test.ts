import { describe, expect, test } from "vitest";
import type { Room } from "#core/room/room";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#core/time";
import {
  ADVANCED,
  ALL_GO,
  BEFORE,
  happened,
  HELD,
  NOOR,
  personOf,
  PLAN_T0,
  polled,
  roomOf,
  started,
  voted,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { delayRows, newT0s, runningDelay } from "./delay-rows.ts";

const steps = [{ id: "wait", label: "Wait", owner: "on-call", timer: "2h" }];
const delay = (id: string, label: string) => ({ id, label, trigger: label, steps, moves: ["phases" as const] });
const plan = aRoomPlan({
  poll: { lapseAfter: "30m", delay: "blocked" },
  delays: [
    { ...delay("ramp-failed", "Ramp failed"), newT0: ["2030-05-07T10:00Z", "24h", "48h"] },
    delay("blocked", "Blocked"),
  ],
});
const standing = (room: Room, now = BEFORE) => ({ plan, room, now });
const briefly = (room: Room): readonly string[] =>
  delayRows(standing(room)).map(({ id, isOpen, calledBy }) => `${id}: ${isOpen ? "open" : (calledBy ?? "-")}`);

const WAIT = { type: "ramp_decided", option: "wait", goesOn: false, reason: "Errors" } as const;
const NO_GO = [...HELD, polled(), voted(NOOR, "product-lead", "no_go")];
const begun = (id: string) => [
  { type: "delay_begun" as const, delay: id, reason: "Rain" },
  { type: "delay_step_begun" as const, delay: id, step: "wait", until: BEFORE + 2 * HOUR_MS },
];
const left = (id: string) => ({ type: "delay_left" as const, delay: id, exit: "resume" as const, reason: "Dry" });

describe("what the plan has for a late start", () => {
  test("is called for by the decision that the plan ties to it, and comes first then", () => {
    expect(briefly(roomOf())).toEqual(["ramp-failed: -", "blocked: -"]);
    expect(briefly(roomOf(WAIT))).toEqual(["ramp-failed: The ramp decision is NO-GO.", "blocked: -"]);
    expect(briefly(roomOf(...NO_GO))).toEqual(["blocked: The poll is NO-GO.", "ramp-failed: -"]);
    expect(briefly(roomOf(WAIT, ADVANCED, ...ALL_GO))).toEqual(["ramp-failed: -", "blocked: -"]);
  });

  test("is called for no more once it was left, until the decision is taken again", () => {
    const ended = [...NO_GO, ...begun("blocked"), left("blocked")];
    expect(briefly(roomOf(...ended))).toEqual(["ramp-failed: -", "blocked: -"]);
    const again = happened(polled({ poll: "poll-2" }), { at: BEFORE + MINUTE_MS });
    const vote = { role: "product-lead", vote: "no_go", reason: "", person: personOf(NOOR), onBehalfOf: null } as const;
    const no = happened({ type: "vote_cast", poll: "poll-2", ...vote }, { at: BEFORE + MINUTE_MS });
    expect(briefly(roomOf(...ended, again, no))).toContain("blocked: The poll is NO-GO.");
  });

  test("is gone after the start, but for what is still under way", () => {
    expect(briefly(roomOf(ADVANCED, ...ALL_GO, started()))).toEqual([]);
    expect(briefly(roomOf(ADVANCED, ...ALL_GO, ...begun("blocked"), started()))).toEqual(["blocked: open"]);
  });

  test("has a step under way with its owner and its clock", () => {
    expect(runningDelay(standing(roomOf()))).toBeNull();
    expect(runningDelay(standing(roomOf(...begun("blocked")), BEFORE + HOUR_MS))).toMatchObject({
      delay: "Blocked",
      label: "Wait",
      owner: "On call",
      holder: null,
      clock: { word: "left", ms: HOUR_MS },
    });
  });

  test("offers the moments for T0 that lie ahead and are not T0 already", () => {
    const [failed] = plan.delays;
    if (!failed) throw new Error("The plan has lost its delays.");
    const at = (now: number, t0 = PLAN_T0) => newT0s(failed, { ...standing(roomOf(), now), t0 });
    const named = [Date.UTC(2030, 4, 7, 10), PLAN_T0 + DAY_MS, PLAN_T0 + 2 * DAY_MS];
    expect(at(BEFORE)).toEqual(named);
    expect(at(BEFORE, PLAN_T0 + DAY_MS)).not.toContain(PLAN_T0 + DAY_MS);
    expect(at(PLAN_T0 + DAY_MS)).not.toContain(PLAN_T0 + DAY_MS);
  });
});
