import { expect, test } from "vitest";
import { linkedEvent } from "./use-linked-event.ts";
import { blocksTo } from "./use-log-page.ts";

test.each([
  ["#event-12", 12],
  ["", null],
  ["#events", null],
  ["#event-0", null],
  ["#event-1x", null],
])("%s points to %s", (hash, expected) => {
  expect(linkedEvent(hash)).toBe(expected);
});

test.each([
  [1_000, 1_000, 1],
  [1_000, 801, 1],
  [1_000, 800, 2],
  [1_001, 1_000, 2],
  [1_000, 1, 5],
  [10, 11, 1],
])("of %i events number %i is in the newest %i blocks", (seq, event, blocks) => {
  expect(blocksTo(seq, event)).toBe(blocks);
});
