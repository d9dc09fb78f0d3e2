import { describe, expect, test } from "vitest";
import { NO_ANSWER } from "#core/room/form/field-standing";
import type { Answer } from "#core/room/checkpoint";
import {
  bodyOf,
  changedAnswers,
  conflictsOf,
  draftFrom,
  hasChanges,
  keepMine,
  leftAfter,
  mergedAnswers,
  NO_DRAFT,
  readDevice,
  takeTheirs,
  withAnswer,
  type Saved,
} from "./form-draft.ts";

const said = (status: string, reason = ""): Answer => ({ ...NO_ANSWER, status, reason });
const NOTHING_SAVED: Saved = { revision: 0, answers: {} };
const SAVED: Saved = { revision: 2, answers: { mood: said("good"), errors: said("warn", "a spike") } };

describe("a draft over an entry", () => {
  test("shows its own answers and the entry's for all others", () => {
    const draft = withAnswer(NO_DRAFT, { field: "mood", answer: said("bad") }, SAVED);
    expect(mergedAnswers(SAVED, draft)).toEqual({ mood: said("bad"), errors: said("warn", "a spike") });
  });

  test("sends only what differs from the entry", () => {
    const one = withAnswer(NO_DRAFT, { field: "mood", answer: said("good") }, SAVED);
    const two = withAnswer(one, { field: "errors", answer: NO_ANSWER }, SAVED);
    expect(changedAnswers(SAVED, two)).toEqual({ errors: NO_ANSWER });
  });

  test("is empty when everything was put back", () => {
    const there = withAnswer(NO_DRAFT, { field: "mood", answer: said("bad") }, SAVED);
    const back = withAnswer(there, { field: "mood", answer: said("good") }, SAVED);
    expect([hasChanges(SAVED, NO_DRAFT), hasChanges(SAVED, there), hasChanges(SAVED, back)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test("a decision, a reason and a figure that cannot be read are changes too", () => {
    const unread = withAnswer(NO_DRAFT, { field: "tickets", answer: NO_ANSWER, typed: "1,200" }, NOTHING_SAVED);
    const drafts = [{ ...NO_DRAFT, decision: "abort" }, { ...NO_DRAFT, reason: "why" }, unread];
    expect(drafts.map((draft) => hasChanges(NOTHING_SAVED, draft))).toEqual([true, true, true]);
  });

  test("is based on the revision that was there at its first change", () => {
    const first = withAnswer(NO_DRAFT, { field: "mood", answer: said("bad") }, SAVED);
    const second = withAnswer(first, { field: "errors", answer: NO_ANSWER }, { ...SAVED, revision: 3 });
    expect(second.basedOn).toBe(2);
  });
});

describe("somebody else saves in between", () => {
  const mine = withAnswer(NO_DRAFT, { field: "mood", answer: said("bad") }, SAVED);

  test("on another field: nothing is in conflict, and both stay", () => {
    const theirs: Saved = { revision: 3, answers: { ...SAVED.answers, errors: said("fail") } };
    expect(conflictsOf(mine, theirs)).toEqual([]);
    expect(mergedAnswers(theirs, mine)).toEqual({ mood: said("bad"), errors: said("fail") });
  });

  test("the same answer: nothing is in conflict", () => {
    expect(conflictsOf(mine, { revision: 3, answers: { ...SAVED.answers, mood: said("bad") } })).toEqual([]);
  });

  test("on my field: both are shown, and mine is kept or given up on purpose", () => {
    const theirs: Saved = { revision: 3, answers: { ...SAVED.answers, mood: said("neutral") } };
    expect(conflictsOf(mine, theirs)).toEqual(["mood"]);
    const kept = keepMine(mine, "mood", theirs);
    expect([conflictsOf(kept, theirs), changedAnswers(theirs, kept)]).toEqual([[], { mood: said("bad") }]);
    const given = takeTheirs(mine, "mood");
    expect([conflictsOf(given, theirs), mergedAnswers(theirs, given)]).toEqual([[], theirs.answers]);
  });

  test("again, after mine was kept: it is asked again", () => {
    const theirs: Saved = { revision: 3, answers: { mood: said("neutral") } };
    const kept = keepMine(mine, "mood", theirs);
    expect(conflictsOf(kept, { revision: 4, answers: { mood: said("good") } })).toEqual(["mood"]);
  });

  test("a draft from the server, which does not know what it was based on, asks for every field that differs", () => {
    const fetched = draftFrom(bodyOf(mine));
    expect([conflictsOf(fetched, SAVED), conflictsOf(fetched, { ...SAVED, revision: 3 })]).toEqual([[], ["mood"]]);
  });
});

describe("once it was submitted", () => {
  const sent = withAnswer(NO_DRAFT, { field: "mood", answer: said("bad") }, SAVED);

  test("nothing is left of it", () => {
    expect([leftAfter(sent, sent, false), leftAfter(sent, sent, true)]).toEqual([null, null]);
  });

  test("a decision that was chosen and not taken is left", () => {
    const chosen = { ...sent, decision: "abort", reason: "It burns." };
    expect([leftAfter(chosen, chosen, false), leftAfter(chosen, chosen, true)]).toEqual([
      { ...NO_DRAFT, decision: "abort", reason: "It burns." },
      null,
    ]);
  });

  test("what was typed while it was on its way is left, and is in conflict with nobody", () => {
    const later = withAnswer(sent, { field: "mood", answer: said("good") }, SAVED);
    const now: Saved = { revision: 3, answers: { ...SAVED.answers, ...sent.answers } };
    const left = leftAfter(later, sent, false) ?? NO_DRAFT;
    expect([changedAnswers(now, left), conflictsOf(left, now)]).toEqual([{ mood: said("good") }, []]);
  });
});

describe("on the device", () => {
  test("a draft comes back as it was", () => {
    const draft = withAnswer(NO_DRAFT, { field: "tickets", answer: NO_ANSWER, typed: "1,2" }, SAVED);
    const held = { savedAt: 5, draft };
    expect(readDevice(JSON.stringify(held))).toEqual(held);
  });

  test("anything else is no draft", () => {
    expect([readDevice(null), readDevice("{"), readDevice('{"savedAt":1}')]).toEqual([null, null, null]);
  });
});
