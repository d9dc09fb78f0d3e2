import { describe, expect, test } from "vitest";
import { BEFORE, briefly, carriedOut, deciding, roomOf } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { HOUR_MS } from "../../time.ts";
import type { RoomEvent } from "../room-event.ts";
import { decideDoStep, decideLeaveLowPlaybooks, decideLeavePlaybook } from "./playbook-commands.ts";

const plan = aRoomPlan({
  playbooks: [
    {
      id: "bad",
      severity: "critical",
      label: "Bad",
      trigger: { label: "bad" },
      steps: [
        { id: "look", label: "Find the cause", owner: "engineering-lead", timer: "2h" },
        { id: "decide", label: "Decide", owner: "on-call", options: [{ id: "fix", label: "Fix" }] },
      ],
    },
    {
      id: "odd",
      severity: "low",
      label: "Odd",
      trigger: { label: "odd" },
      steps: [{ id: "log", label: "Log and track", owner: "on-call" }],
    },
  ],
});
const about = deciding({ plan });
const fired = (alert: string, playbook: string, step: string): readonly RoomEvent[] => [
  {
    ...{ type: "alert_fired", alert, rule: "errors", subject: null, label: "Errors", severity: "low" },
    ...{ since: BEFORE, sentence: "The error rate is 0.05 %.", evidence: null, times: 1 },
  },
  { type: "playbook_begun", alert, playbook },
  { type: "step_begun", alert, playbook, step, until: null },
];
const BAD = fired("bad-1", "bad", "look");
const ODD = [...fired("odd-1", "odd", "log"), ...fired("odd-2", "odd", "log")];
const room = roomOf(...BAD, ...ODD);
const done = { alert: "bad-1", step: "look", option: null, note: "The pool" };

describe("a step of an alert's procedure", () => {
  test("that is done begins the next", () => {
    expect(decideDoStep(room, done, about)).toEqual({
      ok: true,
      value: [
        { type: "step_done", playbook: "bad", ...done },
        { type: "step_begun", alert: "bad-1", playbook: "bad", step: "decide", until: null },
      ],
    });
  });

  test("may be done out of order, and then begins none while another is under way", () => {
    const decided = { ...done, step: "decide", option: "fix" };
    expect(briefly(decideDoStep(room, decided, about))).toBe("step_done");
    const after = carriedOut(room, [decideDoStep, decided], { plan, now: BEFORE + HOUR_MS });
    expect(briefly(decideDoStep(after, decided, about))).toBe("conflict");
  });

  test("that somebody else has done is refused with their name", () => {
    const after = carriedOut(room, [decideDoStep, done], { plan });
    const refusal = { code: "conflict", message: '"Find the cause" was done already, by Ada Osei.' };
    expect(decideDoStep(after, { ...done, note: "The cache" }, about)).toEqual({ ok: false, refusal });
  });

  test.each([
    ["of an alert that there is not", { alert: "none" }, "not_found"],
    ["that there is not", { step: "pray" }, "not_found"],
    ["without the choice it offers", { step: "decide" }, "invalid option"],
    ["with a choice it does not offer", { step: "decide", option: "pray" }, "invalid option"],
  ])("%s is refused", (_, part, refusal) => {
    expect(briefly(decideDoStep(room, { ...done, ...part }, about))).toBe(refusal);
  });
});

describe("leaving", () => {
  const leave = { alert: "bad-1", exit: "abort", reason: "It stays bad" } as const;

  test("is said once, and ends the steps", () => {
    expect(briefly(decideLeavePlaybook(room, leave, about))).toBe("playbook_left");
    const left = carriedOut(room, [decideLeavePlaybook, leave], { plan });
    expect(briefly(decideLeavePlaybook(left, leave, about))).toBe("conflict");
    expect(briefly(decideDoStep(left, done, about))).toBe("conflict");
  });

  test("many low ones takes one reason, and passes over what was left already", () => {
    const input = { alerts: ["odd-1", "odd-2", "odd-2"], reason: "One bad minute" };
    expect(decideLeaveLowPlaybooks(room, input, about)).toEqual({
      ok: true,
      value: ["odd-1", "odd-2"].map((alert) => ({
        ...{ type: "playbook_left", alert, exit: "resume", reason: "One bad minute" },
      })),
    });
    const first = carriedOut(room, [decideLeavePlaybook, { ...leave, alert: "odd-1" }], { plan });
    expect(briefly(decideLeaveLowPlaybooks(first, input, about))).toBe("playbook_left");
  });

  test("many is refused where one of them is not low, or unknown, and then leaves none", () => {
    const reason = "One bad minute";
    expect(briefly(decideLeaveLowPlaybooks(room, { alerts: ["odd-1", "bad-1"], reason }, about))).toBe("conflict");
    expect(briefly(decideLeaveLowPlaybooks(room, { alerts: ["odd-1", "none"], reason }, about))).toBe("not_found");
  });
});
