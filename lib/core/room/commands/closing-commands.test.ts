import { describe, expect, it } from "vitest";
import { aCriteriaPlan } from "#testing/a-criteria-plan";
import {
  ADA,
  actorOf,
  briefly,
  carriedOut,
  deciding,
  happened,
  HELD,
  NOOR,
  PLAN_T0,
  roomAfter,
  roomOf,
  started,
} from "#testing/a-room";
import { HOUR_MS } from "../../time.ts";
import { checklistStanding } from "../closing/checklist-standing.ts";
import { isConfirmed } from "../closing/close-out.ts";
import type { RoomEvent } from "../room-event.ts";
import type { Room } from "../room.ts";
import {
  decideConfirmStabilisation,
  decideDeclineStabilisation,
  decideGiveConfidence,
  decideGiveFigure,
  decideSecondStabilisation,
  decideTickItem,
  decideUntickItem,
} from "./closing-commands.ts";

const plan = aCriteriaPlan();
const now = PLAN_T0 + HOUR_MS;
const about = deciding({ plan, now });
const running = roomOf(...HELD, started());

function frozen(...verdicts: readonly ("PASS" | "WARN" | "NO_DATA")[]): RoomEvent {
  const rest = { grade: "observed", reason: "So it was.", evidence: [], settlesAt: null } as const;
  return {
    type: "criteria_frozen",
    from: PLAN_T0,
    to: PLAN_T0 + 2 * HOUR_MS,
    budget: null,
    criteria: verdicts.map((verdict, i) => ({
      criterion: `c${i}`,
      label: `Line ${i}`,
      verdict,
      ...rest,
      evidence: [],
    })),
  };
}

describe("a figure typed in", () => {
  const figure = { metric: "gain", value: 6, speaksFor: now, source: "Finance", note: "" };
  it.each([
    ["of the business", {}, "figure_given"],
    ["of a metric without a limit", { metric: "tickets" }, "figure_given"],
    ["that a probe measures", { metric: "errors" }, "invalid metric"],
    ["that the leads are asked for", { metric: "sure" }, "invalid metric"],
    ["of nothing in the plan", { metric: "luck" }, "not_found"],
    ["for a moment ahead", { speaksFor: now + 1 }, "invalid speaksFor"],
    ["for two years ago", { speaksFor: now - 2 * 366 * 24 * HOUR_MS }, "invalid speaksFor"],
  ])("%s", (_, part, expected) => {
    expect(briefly(decideGiveFigure(running, { ...figure, ...part }, about))).toBe(expected);
  });

  it("replaces what was said of the same moment, and stands beside that of others", () => {
    const first = carriedOut(running, [decideGiveFigure, figure], about);
    const room = carriedOut(first, [decideGiveFigure, { ...figure, value: 7 }], about);
    const more = carriedOut(room, [decideGiveFigure, { ...figure, value: 5, speaksFor: now - HOUR_MS }], about);
    expect(more.closing.figures["gain"]?.map(({ value }) => value)).toEqual([5, 7]);
  });
});

describe("a lead's confidence", () => {
  const answer = { role: "engineering-lead", percent: 99.5, note: "" };
  it("may be changed until the criteria are frozen", () => {
    const room = carriedOut(running, [decideGiveConfidence, answer], about);
    const changed = carriedOut(room, [decideGiveConfidence, { ...answer, percent: 90, note: "Memory." }], about);
    expect(changed.closing.confidence["engineering-lead"]?.percent).toBe(90);
    expect(briefly(decideGiveConfidence(room, answer, about))).toBe("nothing");
    const over = roomAfter(changed, [frozen("PASS")]);
    expect(briefly(decideGiveConfidence(over, answer, about))).toBe("conflict");
  });

  it.each<[string, Room, object, string]>([
    ["before the start", roomOf(...HELD), {}, "conflict"],
    ["for a role that is somebody else's", running, { role: "product-lead" }, "forbidden"],
    ["for a role without a vote", running, { role: "on-call" }, "not_found"],
  ])("is refused %s", (_, room, part, expected) => {
    expect(briefly(decideGiveConfidence(room, { ...answer, ...part }, about))).toBe(expected);
  });
});

describe("the stabilisation", () => {
  const onDay = deciding({ plan, now: PLAN_T0 + 25 * HOUR_MS });
  const met = roomAfter(running, [frozen("PASS", "PASS")]);
  const unmet = roomAfter(running, [frozen("PASS", "WARN")]);

  it("is confirmed by one lead where all is met and the day has come", () => {
    const room = carriedOut(met, [decideConfirmStabilisation, { reason: "" }], onDay);
    expect(isConfirmed(room.closing.closeOut)).toBe(true);
    expect(briefly(decideConfirmStabilisation(room, { reason: "" }, onDay))).toBe("conflict");
  });

  it.each<[string, Room, typeof onDay, string]>([
    ["before the freeze", running, onDay, "conflict"],
    ["while a criterion is not met", unmet, onDay, "invalid reason"],
    ["before its day", met, deciding({ plan, now: PLAN_T0 + 3 * HOUR_MS }), "invalid reason"],
  ])("is refused without a reason %s", (_, room, when, expected) => {
    expect(briefly(decideConfirmStabilisation(room, { reason: "" }, when))).toBe(expected);
  });

  it("says what is not met in the refusal", () => {
    const outcome = decideConfirmStabilisation(unmet, { reason: "" }, onDay);
    expect(outcome).toMatchObject({
      refusal: { message: expect.stringContaining("1 of 2 criteria are not met: Line 1.") },
    });
  });

  it("takes a second lead against what is not met, who is somebody else", () => {
    const room = carriedOut(unmet, [decideConfirmStabilisation, { reason: "Known cause." }], onDay);
    expect(isConfirmed(room.closing.closeOut)).toBe(false);
    expect(briefly(decideSecondStabilisation(room, {}, onDay))).toBe("forbidden");
    const noor = deciding({ plan, now: onDay.now, actor: actorOf(NOOR) });
    expect(isConfirmed(carriedOut(room, [decideSecondStabilisation, {}], noor).closing.closeOut)).toBe(true);
    const declined = carriedOut(room, [decideDeclineStabilisation, { reason: "Not yet." }], noor);
    expect(declined.closing.closeOut.confirmation).toBeNull();
  });
});

describe("the final checklist", () => {
  const item = { group: "day", item: "summary", note: "Sent at 18:00.", link: null };
  const states = (room: Room): readonly string[] =>
    checklistStanding(plan, room).flatMap(({ items }) => items.map(({ state }) => state));

  it("ticks what Holdpoint knows, and leaves the rest to people", () => {
    expect(states(roomOf(...HELD))).toEqual(["open", "open", "open", "open"]);
    const done = happened({ type: "line_done", line: "routing.moved", proof: [], note: "Seen." });
    expect(states(roomAfter(running, [done]))).toEqual(["proven", "proven", "open", "open"]);
    const ticked = carriedOut(running, [decideTickItem, item], about);
    expect(states(ticked)).toEqual(["proven", "open", "open", "ticked"]);
    expect(
      states(carriedOut(ticked, [decideUntickItem, { group: "day", item: "summary", reason: "Bounced." }], about)),
    ).toEqual(["proven", "open", "open", "open"]);
  });

  it("shows a start without a GO as no GO", () => {
    const event = {
      type: "rollout_started",
      t0: PLAN_T0,
      planned: PLAN_T0,
      poll: null,
      override: "Ada insists.",
    } as const;
    const forced = roomOf(...HELD, happened({ ...event, baseline: [] }, { at: PLAN_T0 }));
    expect(states(forced)[0]).toBe("open");
  });

  it.each([
    ["without anything that shows it", { note: "" }, "invalid note"],
    ["that the plan does not have", { item: "luck" }, "not_found"],
    ["that is proven already", { item: "go" }, "nothing"],
    ["that Holdpoint cannot see yet, on a person's word", { item: "moved" }, "checklist_ticked"],
  ])("a line %s", (_, part, expected) => {
    expect(briefly(decideTickItem(running, { ...item, ...part }, about))).toBe(expected);
  });

  it("takes nothing back that nobody ticked", () => {
    const taken = { group: "day", item: "go", reason: "No." };
    expect(briefly(decideUntickItem(running, taken, deciding({ plan, now, actor: actorOf(ADA) })))).toBe("conflict");
  });
});
