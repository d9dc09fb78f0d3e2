import { expect, test } from "vitest";
import { tickStart } from "#core/time";
import { watchedFrom } from "./watched-from.ts";

test("where something was measured before, a gap is a gap", async () => {
  const watched = watchedFrom({ latestTick: () => Promise.resolve(7) });
  await watched.restore();
  expect(watched.at(100)).toBe(-Infinity);
});

test("where nothing ever was, nothing can be missed before the first tick", async () => {
  const watched = watchedFrom({ latestTick: () => Promise.resolve(null) });
  await watched.restore();
  expect([watched.at(100), watched.at(101)]).toEqual([tickStart(100), tickStart(100)]);
});
