import { expect, it } from "vitest";
import type { Range } from "#core/time";
import { readingOnce, type PaperParts } from "./papers.ts";

it("reads every window of a paper once, and each of its own", async () => {
  const asked: string[] = [];
  const store: PaperParts["store"] = {
    windows: async (ids: readonly string[], { from, to }: Range) => {
      asked.push(`${ids.join("+")} ${from}-${to}`);
      return new Map();
    },
    series: async () => [],
  };
  const once = readingOnce(store);
  const [first, again] = await Promise.all([
    once.windows(["api", "web"], { from: 0, to: 10 }),
    once.windows(["api", "web"], { from: 0, to: 10 }),
  ]);
  expect(again).toBe(first);
  await once.windows(["api", "web"], { from: 0, to: 20 });
  await once.windows(["api"], { from: 0, to: 10 });
  expect(asked).toEqual(["api+web 0-10", "api+web 0-20", "api 0-10"]);
});
