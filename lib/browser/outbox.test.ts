import { expect, test } from "vitest";
import { createOutbox } from "./outbox.ts";

test("a command waits once, until it is answered", () => {
  const outbox = createOutbox();
  const heard: number[] = [];
  const stop = outbox.subscribe(() => void heard.push(outbox.items().length));
  outbox.waits("k1", "cast-vote");
  outbox.waits("k1", "cast-vote");
  outbox.waits("k2", "add-note");
  expect(outbox.items()).toEqual([
    { key: "k1", verb: "cast-vote", refused: null },
    { key: "k2", verb: "add-note", refused: null },
  ]);
  outbox.drop("k1");
  outbox.drop("k1");
  expect(heard).toEqual([1, 2, 1]);
  stop();
  outbox.drop("k2");
  expect([heard.length, outbox.items()]).toEqual([3, []]);
});

test("one that is refused when its form is gone stays until it was read", () => {
  const outbox = createOutbox();
  outbox.waits("k1", "cast-vote");
  outbox.refused("k1", "cast-vote", "This poll is void.");
  expect(outbox.items()).toEqual([{ key: "k1", verb: "cast-vote", refused: "This poll is void." }]);
  outbox.drop("k1");
  expect(outbox.items()).toEqual([]);
});
