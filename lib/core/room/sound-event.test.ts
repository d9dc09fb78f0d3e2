import { expect, test } from "vitest";
import { isSoundEvent } from "./sound-event.ts";

const added = {
  type: "action_added",
  action: "a.1",
  checkpoint: "first",
  label: "Look",
  owner: "ops",
  due: 1,
} as const;

test("far-due: a moment past the end of dates makes an event one that cannot be shown", () => {
  expect(isSoundEvent(added)).toBe(true);
  expect(isSoundEvent({ ...added, due: 8.64e15 })).toBe(true);
  expect(isSoundEvent({ ...added, due: 9_007_199_254_740_991 })).toBe(false);
});

test.each(["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"])(
  "proto-id: an event about %s is about nothing, and a text may say so",
  (name) => {
    expect(isSoundEvent({ type: "action_closed", action: name, note: "" })).toBe(false);
    expect(isSoundEvent({ type: "note_added", checkpoint: name, text: "x" })).toBe(false);
    expect(isSoundEvent({ type: "note_added", checkpoint: null, text: name })).toBe(true);
  },
);
