import { expect, test } from "vitest";
import { demoTargets } from "./demo-system.ts";
import { prefixBeside } from "./target-ids.ts";

const PORTS = { analyzer: 1, store: 2, cache: 3 };
const idsBeside = (taken: readonly string[]): readonly string[] => demoTargets(PORTS, taken).map(({ id }) => id);

test("reserved-id: a rehearsed target may be called as one of the demo's", () => {
  const own = idsBeside([]);
  expect(own).toContain("cache");
  for (const id of own) {
    const taken = [id, "api"];
    expect(idsBeside(taken).filter((beside) => taken.includes(beside))).toEqual([]);
  }
});

test("reserved-id: nor do they clash with ids that begin as the demo's would then", () => {
  expect(prefixBeside(["cache", "store"], ["cache", "demo-store"])).toBe("demo2-");
  const taken = ["store", "demo-store", "demo2-cache"];
  expect(idsBeside(taken).filter((id) => taken.includes(id))).toEqual([]);
});

test("what a target of the demo needs is the demo's, whatever it is called", () => {
  const targets = demoTargets(PORTS, ["store"]);
  const ids = new Set(targets.map(({ id }) => id));
  expect(targets.flatMap(({ dependsOn }) => dependsOn ?? []).filter((id) => !ids.has(id))).toEqual([]);
});
