import { expect, test } from "vitest";
import { COMMANDS, commandOf } from "./commands.ts";

/** Who may do what, for a person to read: a command that is new, or opened to somebody, shows here. */
const STAFF = "admin operator lead";
const LEADS = "admin lead";
const EXPECTED: Readonly<Record<string, string>> = {
  "add-note": STAFF,
  "check-in": STAFF,
  "check-out": STAFF,
  "assign-role": "admin operator, password",
  "delegate-vote": "lead, password",
  "attest-item": STAFF,
  "withdraw-item": STAFF,
  "waive-item": LEADS,
  "test-channel": STAFF,
  "open-poll": LEADS,
  "cancel-reduction": "admin lead, password",
  "cast-vote": "lead, password",
  "withdraw-poll": `${LEADS}, password`,
  "write-brief": LEADS,
  "write-report-text": STAFF,
  "decide-ramp": LEADS,
  reschedule: `${LEADS}, password`,
  "begin-delay": LEADS,
  "do-delay-step": STAFF,
  "leave-delay": `${LEADS}, password`,
  "start-rollout": `${LEADS}, password`,
  "confirm-line": STAFF,
  "submit-entry": STAFF,
  "second-decision": `${LEADS}, password`,
  "decline-decision": `${LEADS}, password`,
  "add-action": STAFF,
  "hand-action": STAFF,
  "close-action": STAFF,
  "reopen-action": STAFF,
  "acknowledge-alert": STAFF,
  "acknowledge-alerts": STAFF,
  "silence-alert": STAFF,
  "end-silence": STAFF,
  "do-step": STAFF,
  "leave-playbook": `${LEADS}, password`,
  "leave-low-playbooks": LEADS,
  "note-alert": "admin operator lead",
  "take-traffic-step": `${LEADS}, password`,
  "reduce-traffic": `${LEADS}, password`,
  "hold-traffic": `${LEADS}, password`,
  "resume-traffic": `${LEADS}, password`,
  "take-shift": STAFF,
  "release-shift": STAFF,
  "write-handoff": STAFF,
  "accept-handoff": STAFF,
  "move-task": LEADS,
  "progress-task": STAFF,
  "block-task": STAFF,
  "unblock-task": STAFF,
  "deliver-task": STAFF,
  "record-impact": STAFF,
  "assign-task": STAFF,
  "note-task": STAFF,
  "confirm-milestone": LEADS,
  "answer-block": LEADS,
  "give-figure": STAFF,
  "give-confidence": "lead",
  "confirm-stabilisation": `${LEADS}, password`,
  "second-stabilisation": `${LEADS}, password`,
  "decline-stabilisation": `${LEADS}, password`,
  "tick-item": STAFF,
  "untick-item": STAFF,
};

test("every command is for those whom the table names, with the password where it signs", () => {
  const found = Object.entries(COMMANDS).map(([verb, { roles, stepUp }]) => [
    verb,
    `${roles.join(" ")}${stepUp ? ", password" : ""}`,
  ]);
  expect(Object.fromEntries(found)).toEqual(EXPECTED);
});

test("what rests on the pre-flight items looks at them first", () => {
  const looking = Object.entries(COMMANDS).filter(([, { looksFirst }]) => looksFirst);
  expect(looking.map(([verb]) => verb)).toEqual(["open-poll", "start-rollout"]);
});

test("nobody but staff changes the room", () => {
  const roles = new Set(Object.values(COMMANDS).flatMap((command) => command.roles as readonly string[]));
  expect([...roles].sort()).toEqual(["admin", "lead", "operator"]);
});

test.each(["", "nothing", "toString", "__proto__", "constructor", "CHECK-IN"])("%j is no command", (verb) => {
  expect(commandOf(verb)).toBeNull();
});

test("every command refuses what it does not know, instead of leaving it out", () => {
  const taking = Object.entries(COMMANDS).filter(([, { input }]) => {
    const parsed = input.safeParse({ colour: "red" });
    return !parsed.error?.issues.some(({ code }) => code === "unrecognized_keys");
  });
  expect(taking.map(([verb]) => verb)).toEqual([]);
});
