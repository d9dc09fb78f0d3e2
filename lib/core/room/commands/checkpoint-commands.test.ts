import { describe, expect, test } from "vitest";
import {
  actorOf,
  ADA,
  anAnswer,
  briefly,
  carriedOut,
  deciding,
  measuredErrors,
  NOOR,
  opened,
  PRIYA,
  ROBIN,
  roomOf,
  WHOLE_FORM,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import type { Answer } from "../checkpoint.ts";
import { isClosed } from "../checkpoint.ts";
import type { Deciding } from "../deciding.ts";
import { formOf } from "../form/form.ts";
import type { Room } from "../room.ts";
import {
  decideDecline,
  decideSecond,
  decideSubmitEntry,
  recommendationOf,
  submitEntryInput,
} from "./checkpoint-commands.ts";

type Input = Parameters<typeof decideSubmitEntry>[1];

const WELL = roomOf(opened());
const FAILING = roomOf(opened([measuredErrors({ value: 0.03, verdict: "FAIL" }, "fail")]));
const DARK = roomOf(opened([measuredErrors({ value: null, n: 0, verdict: "NO_DATA" }, null)]));

function entry(part: Partial<Input> = {}): Input {
  return { checkpoint: "first", basedOn: 0, answers: WHOLE_FORM, decision: null, ...part };
}

function submit(room: Room, part: Partial<Input> = {}, about: Partial<Deciding> = {}): string {
  return briefly(decideSubmitEntry(room, entry(part), deciding(about)));
}

const decide = (choice: string, reason = ""): Pick<Input, "decision"> => ({ decision: { choice, reason } });
const AGAINST = carriedOut(FAILING, [decideSubmitEntry, entry(decide("continue", "It is one bad host"))]);

describe("an entry", () => {
  test.each<[string, Record<string, Answer>, string]>([
    ["may be a part of the form", { tickets: anAnswer({ number: 3 }) }, "entry_submitted"],
    ["may be nothing but a look", {}, "entry_submitted"],
    ["for a field that there is not is refused", { colour: anAnswer({ text: "red" }) }, "invalid answers.colour"],
    ["takes no word of another set", { patterns: anAnswer({ status: "pass" }) }, "invalid answers.patterns"],
    ["takes no figure in a choice", { patterns: anAnswer({ number: 1 }) }, "invalid answers.patterns"],
    ["takes no text in a figure", { tickets: anAnswer({ text: "one" }) }, "invalid answers.tickets"],
    ["takes no word in a text", { note: anAnswer({ status: "pass" }) }, "invalid answers.note"],
    ["against what was measured needs a reason", { errors: anAnswer({ number: 0.1 }) }, "invalid answers.errors"],
    [
      "with another word than was measured needs one",
      { errors: anAnswer({ status: "warn" }) },
      "invalid answers.errors",
    ],
    [
      "that calls a measured figure unknown needs one",
      { errors: anAnswer({ unknown: true }) },
      "invalid answers.errors",
    ],
    ["with the measured word needs none", { errors: anAnswer({ status: "pass" }) }, "entry_submitted"],
    [
      "against what was measured counts with a reason",
      { errors: anAnswer({ number: 0.1, reason: "One host lied" }) },
      "entry_submitted",
    ],
    [
      "names every field at fault at once",
      { errors: anAnswer({ number: 3 }), note: anAnswer({ number: 3 }) },
      "invalid answers.errors answers.note",
    ],
  ])("%s", (_, answers, expected) => {
    expect(submit(WELL, { answers })).toBe(expected);
  });

  test("needs no reason where nothing was measured", () => {
    expect(submit(DARK, { answers: { errors: anAnswer({ number: 0.1 }) } })).toBe("entry_submitted");
  });

  test("of a person keeps what was measured beside it", () => {
    const answers = { errors: anAnswer({ number: 0.1, reason: "One host lied" }) };
    const record = carriedOut(FAILING, [decideSubmitEntry, entry({ answers })]).checkpoints["first"];
    expect(record?.fields[0]?.evidence?.value).toBe(0.03);
    expect(record?.entry).toMatchObject({ revision: 1, tone: "good", answers, by: actorOf(ADA) });
  });

  test("changes the fields that it names, and no other", () => {
    const first = carriedOut(WELL, [decideSubmitEntry, entry()]);
    const tickets = anAnswer({ number: 4 });
    const second = carriedOut(first, [decideSubmitEntry, entry({ basedOn: 1, answers: { tickets } })]);
    expect(second.checkpoints["first"]?.entry).toMatchObject({
      revision: 2,
      tone: "warn",
      answers: { ...WHOLE_FORM, tickets },
    });
  });

  test.each([
    ["an older revision", 0],
    ["one that there is not yet", 2],
  ])("based on %s is refused, and both versions are named", (_, basedOn) => {
    const room = carriedOut(WELL, [decideSubmitEntry, entry()], { actor: actorOf(NOOR) });
    const outcome = decideSubmitEntry(room, entry({ basedOn }), deciding());
    expect(outcome).toMatchObject({
      refusal: {
        code: "conflict",
        message: `Gate first has revision 1 by Noor Haddad; yours is based on revision ${basedOn}. Nothing was lost: look at both.`,
      },
    });
  });

  test("for a checkpoint that is not open is refused", () => {
    expect(submit(WELL, { checkpoint: "second" })).toBe("not_found");
  });

  test("for a form that the plan lost is refused", () => {
    expect(submit(WELL, {}, { plan: aRoomPlan({ gates: [] }) })).toBe("conflict");
  });

  test.each(["a\0b", "half \udc00"])("with the text %j is refused at the door", (text) => {
    const parsed = submitEntryInput.safeParse({ checkpoint: "first", basedOn: 0, answers: { note: { text } } });
    expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual(["answers.note.text"]);
  });
});

describe("a decision", () => {
  test.each<[string, Room, Partial<Input>, Partial<Deciding>, string]>([
    ["on a form that is well takes one lead", WELL, decide("continue"), {}, "entry_submitted decision_made"],
    ["is a lead's", WELL, decide("continue"), { actor: actorOf(PRIYA) }, "forbidden"],
    ["may be an administrator's", WELL, decide("continue"), { actor: actorOf(ROBIN) }, "entry_submitted decision_made"],
    ["that the form does not offer is refused", WELL, decide("pray"), {}, "invalid decision.choice"],
    ["that needs a reason is refused without", WELL, decide("watch"), {}, "invalid decision.reason"],
    [
      "with a field open is refused, and says which",
      WELL,
      { answers: {}, ...decide("continue") },
      {},
      "invalid answers.patterns answers.tickets",
    ],
    ["on a figure that is missing is refused", DARK, decide("continue"), {}, "invalid answers.errors"],
    ["against the worst field needs a reason", FAILING, decide("continue"), {}, "invalid decision.reason"],
    ["to abort asks for the password again", FAILING, decide("abort", "Errors rise"), { confirmed: false }, "confirm"],
    [
      "to abort answers to the worst field",
      FAILING,
      decide("abort", "Errors rise"),
      {},
      "entry_submitted decision_made",
    ],
  ])("%s", (_, room, part, about, expected) => {
    expect(submit(room, part, about)).toBe(expected);
  });

  const decisionIn = (room: Room, part: Partial<Input>): unknown => {
    const decided = carriedOut(room, [decideSubmitEntry, entry(part)]).checkpoints["first"]?.decision;
    return decided && [decided.tone, decided.needsSecond, decided.revision];
  };
  const unknownErrors = { answers: { ...WHOLE_FORM, errors: anAnswer({ unknown: true }) } };
  test.each<[string, Room, Partial<Input>, [string, boolean, number]]>([
    ["to continue when all is well", WELL, decide("continue"), ["good", false, 1]],
    ["to continue although a field fails", FAILING, decide("continue", "One bad host"), ["bad", true, 1]],
    ["to monitor closely although a field fails", FAILING, decide("watch", "One bad host"), ["bad", true, 1]],
    ["to abort because a field fails", FAILING, decide("abort", "Errors rise"), ["bad", false, 1]],
    [
      "to continue although nobody can tell",
      DARK,
      { ...unknownErrors, ...decide("continue", "The store is down") },
      ["unknown", true, 1],
    ],
    [
      "to monitor closely although nobody can tell",
      DARK,
      { ...unknownErrors, ...decide("watch", "The store is down") },
      ["unknown", true, 1],
    ],
  ])("%s: tone, whether it needs a second, revision", (_, room, part, expected) => {
    expect(decisionIn(room, part)).toEqual(expected);
  });

  test("that takes one lead closes the checkpoint; then nothing changes it", () => {
    const room = carriedOut(WELL, [decideSubmitEntry, entry(decide("continue"))]);
    expect(room.checkpoints["first"] && isClosed(room.checkpoints["first"])).toBe(true);
    expect(decideSubmitEntry(room, entry({ basedOn: 1 }), deciding())).toMatchObject({
      refusal: { code: "conflict", message: "Gate first is closed: Ada Osei decided it." },
    });
  });

  test("that waits for a second signature leaves the form as it was signed", () => {
    expect(submit(AGAINST, { basedOn: 1 })).toBe("conflict");
  });
});

describe("the second signature", () => {
  const second = (room: Room, account = NOOR, revision = 1): string =>
    briefly(decideSecond(room, { checkpoint: "first", revision }, deciding({ actor: actorOf(account) })));

  test("is another person's, for the revision that was decided", () => {
    expect([second(AGAINST, ADA), second(AGAINST, NOOR, 2), second(AGAINST, NOOR)]).toEqual([
      "forbidden",
      "conflict",
      "decision_seconded",
    ]);
  });

  test("is refused where nothing waits for it", () => {
    const decidedByOne = carriedOut(WELL, [decideSubmitEntry, entry(decide("continue"))]);
    expect([second(WELL), second(decidedByOne), second(roomOf())]).toEqual(["conflict", "conflict", "not_found"]);
  });

  test("closes the checkpoint", () => {
    const room = carriedOut(AGAINST, [decideSecond, { checkpoint: "first", revision: 1 }], { actor: actorOf(NOOR) });
    expect(AGAINST.checkpoints["first"] && isClosed(AGAINST.checkpoints["first"])).toBe(false);
    expect(room.checkpoints["first"] && isClosed(room.checkpoints["first"])).toBe(true);
  });

  const declined = { checkpoint: "first", revision: 1, reason: "It is three hosts" };
  test("that is refused reopens the form, with the reason and the entry kept", () => {
    const room = carriedOut(AGAINST, [decideDecline, declined], { actor: actorOf(NOOR) });
    expect(room.checkpoints["first"]).toMatchObject({
      decision: null,
      entry: { revision: 1 },
      declined: { reason: "It is three hosts", by: actorOf(NOOR) },
    });
    expect(submit(room, { basedOn: 1, ...decide("abort", "It is three hosts") })).toBe("entry_submitted decision_made");
  });

  test("cannot be refused by who decided, nor for another revision", () => {
    expect([
      briefly(decideDecline(AGAINST, declined, deciding())),
      briefly(decideDecline(AGAINST, { ...declined, revision: 2 }, deciding({ actor: actorOf(NOOR) }))),
    ]).toEqual(["forbidden", "conflict"]);
  });
});

describe("a checkpoint that the plan lets be signed with a second factor only", () => {
  const plan = aRoomPlan();
  const strict = { plan: { ...plan, gates: plan.gates.map((gate) => ({ ...gate, secondFactor: true })) } };

  test.each([
    ["none", "forbidden"],
    ["unused", "forbidden"],
    ["used", "entry_submitted decision_made"],
  ] as const)("is decided by a session in which it is %s: %s", (secondFactor, expected) => {
    expect(submit(WELL, decide("continue"), { ...strict, secondFactor })).toBe(expected);
  });

  test("is filled in by any, and signed a second time with one only", () => {
    expect(submit(WELL, {}, strict)).toBe("entry_submitted");
    const second = (about: Partial<Deciding>): string =>
      briefly(
        decideSecond(AGAINST, { checkpoint: "first", revision: 1 }, deciding({ actor: actorOf(NOOR), ...about })),
      );
    expect(second(strict)).toBe("forbidden");
    expect(second({ ...strict, secondFactor: "used" })).toBe("decision_seconded");
    const declined = { checkpoint: "first", revision: 1, reason: "Too early" };
    expect(briefly(decideDecline(AGAINST, declined, deciding({ actor: actorOf(NOOR), ...strict })))).toBe("forbidden");
  });

  test("says what to do", () => {
    expect(decideSubmitEntry(WELL, entry(decide("continue")), deciding(strict))).toMatchObject({
      refusal: {
        message: "Deciding this checkpoint needs a second factor. Set one up under Settings, then decide.",
      },
    });
  });
});

describe("the recommendation", () => {
  const recommended = (room: Room, answers: Record<string, Answer>): unknown => {
    const plan = aRoomPlan();
    const form = formOf(plan, "first");
    const record = carriedOut(room, [decideSubmitEntry, entry({ answers })]).checkpoints["first"];
    return form && record && recommendationOf(plan, form, record);
  };

  test.each<[string, Room, Record<string, Answer>, unknown]>([
    ["of a form with a field open is none yet", WELL, {}, null],
    ["of a form that is well", WELL, WHOLE_FORM, { label: "Continue", decision: "continue" }],
    [
      "of a form with a warning",
      WELL,
      { ...WHOLE_FORM, patterns: anAnswer({ status: "minor" }) },
      { label: "Watch", decision: "watch" },
    ],
    ["of a form with a failure", FAILING, WHOLE_FORM, { label: "Talk", decision: null }],
  ])("%s", (_, room, answers, expected) => {
    expect(recommended(room, answers)).toEqual(expected);
  });
});
