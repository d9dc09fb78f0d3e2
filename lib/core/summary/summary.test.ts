import { describe, expect, it, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import {
  actorOf,
  ADA,
  ALL_GO,
  BEFORE,
  briefly,
  deciding,
  happened,
  logged,
  opened,
  PLAN_T0,
  roomOf,
  started,
  type Happened,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { decideWriteBrief, decideWriteReportText } from "../room/commands/written-commands.ts";
import { roomAt } from "../room/room-at.ts";
import { generateBrief } from "./brief.ts";
import { changeSentence, changesSince } from "./changes.ts";
import { keptLook, nextLook, readLook } from "./look.ts";
import { needsOf } from "./needs.ts";

const PLAN = aRoomPlan({
  briefs: [{ id: "brief", label: "First hour", at: "1h", from: "on-call", to: ["product-lead"] }],
  reports: [{ id: "done", label: "Done", file: "DONE.md", due: "2h", contents: ["What we learned"] }],
});
const decided: Happened = happened(
  {
    type: "decision_made",
    checkpoint: "first",
    revision: 1,
    decision: "continue",
    reason: "",
    tone: "good",
    needsSecond: false,
  },
  { at: PLAN_T0 + 20 * MINUTE_MS, actor: actorOf(ADA) },
);

describe("what is needed", () => {
  const needs = (now: number, ...happenings: readonly Happened[]): readonly string[] =>
    needsOf({ plan: PLAN, room: roomOf(...happenings), t0: PLAN_T0, now });

  test.each([
    ["nothing before the poll", BEFORE, [], []],
    ["the votes that are missing", BEFORE, ALL_GO.slice(0, 4), ["The GO/NO-GO waits for Product lead."]],
    ["nothing of a gate within its grace", PLAN_T0 + 25 * MINUTE_MS, [started(), opened()], []],
    [
      "gates past their grace, and what is late",
      PLAN_T0 + HOUR_MS,
      [started(), opened()],
      ["2 gates are overdue and not decided: Gate first, Gate second.", 'Action item "Look" is late; On call has it.'],
    ],
  ])("%s", (_, now, happenings, expected) => {
    expect(needs(now, ...happenings)).toEqual(expected);
  });
});

describe("what changed since the last look", () => {
  const events = [started(), opened(), decided].map((event, i) => logged(i + 1, event));
  const about = { plan: PLAN, room: roomOf() };

  it("is what was decided after it, newest first", () => {
    expect(changesSince(events, 0, about).map(({ seq }) => seq)).toEqual([3, 1]);
    expect(changesSince(events, 1, about).map(({ seq }) => seq)).toEqual([3]);
    expect(changeSentence(changesSince(events, 3, about))).toBe("Nothing that was decided, and no alert.");
    expect(changeSentence(changesSince(events, 0, about))).toMatch(/ And 1 more\.$/);
  });

  it("is kept while the same look goes on, and begins anew with the next", () => {
    const first = nextLook(null, 10, 0);
    const again = nextLook(first, 12, 5 * MINUTE_MS);
    const later = nextLook(again, 30, HOUR_MS);
    expect([first.before, again.before, later.before]).toEqual([0, 0, 12]);
    expect(nextLook(later, 3, HOUR_MS).before).toBe(0);
    expect(readLook(keptLook(later))).toEqual(later);
    for (const bad of [undefined, "", "1.2", "1.2.x", "1.2.3.4", "-1.2.3"]) expect(readLook(bad)).toBeNull();
  });
});

describe("a brief", () => {
  const events = [started(), opened(), decided].map((event, i) => logged(i + 1, event));
  const input = { plan: PLAN, events, t0: PLAN_T0, figures: [], criteria: [], budget: null };

  it("speaks of the room as it stood when it was due, whatever was logged later", () => {
    expect(roomAt(events, PLAN_T0 + 16 * MINUTE_MS).checkpoints["first"]?.decision).toBeNull();
    const at = PLAN_T0 + 16 * MINUTE_MS;
    expect(generateBrief({ ...input, at })).toEqual(generateBrief({ ...input, at, events: events.slice(0, 2) }));
    expect(generateBrief({ ...input, at: PLAN_T0 + HOUR_MS }).actions).toContain("Continue is decided");
  });

  it("says so where nothing is measured", () => {
    expect(generateBrief({ ...input, at: PLAN_T0 + MINUTE_MS }).conditions).toMatch(/^Nothing is measured\./);
  });
});

describe("what a person writes", () => {
  const words = { brief: "brief", conditions: "Calm", actions: "", needs: "", basedOn: 0 };
  const text = { report: "done", section: "what-we-learned", text: "Much", basedOn: 0 };
  const wrote: Happened = happened({
    type: "report_text_written",
    report: "done",
    section: "what-we-learned",
    text: "Much",
    revision: 1,
  });

  test.each([
    ["a brief that is due", decideWriteBrief, words, [started()], "brief_written"],
    ["a brief before the start", decideWriteBrief, words, [], "conflict"],
    [
      "a brief on a revision that is not the newest",
      decideWriteBrief,
      { ...words, basedOn: 1 },
      [started()],
      "conflict",
    ],
    ["an unknown brief", decideWriteBrief, { ...words, brief: "x" }, [started()], "not_found"],
    ["a text", decideWriteReportText, text, [], "report_text_written"],
    ["the same text again", decideWriteReportText, { ...text, basedOn: 1 }, [wrote], "nothing"],
    ["a text over one that was not read", decideWriteReportText, text, [wrote], "conflict"],
    ["a text for no section", decideWriteReportText, { ...text, section: "x" }, [], "not_found"],
    ["a text for no report", decideWriteReportText, { ...text, report: "x" }, [], "not_found"],
  ] as const)("%s", (_, decide, input, happenings, expected) => {
    const about = deciding({ plan: PLAN, now: PLAN_T0 + 2 * HOUR_MS });
    const outcome = (decide as typeof decideWriteBrief)(roomOf(...happenings), input as typeof words, about);
    expect(briefly(outcome)).toBe(expected);
  });
});
