import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Target } from "#core/target";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { saveTargets, targetKeys } from "./targets.ts";

let database: TestDatabase;
beforeEach(async () => void (database = await openTestDatabase()));
afterEach(() => database.close());

function aTarget(id: string, part: Partial<Target> = {}): Target {
  return { id, kind: "http", name: id, segment: null, region: null, critical: true, ...part };
}

describe("saving targets", () => {
  test("gives each a number of its own, and the same again", async () => {
    const first = await saveTargets(database.pool, [aTarget("store"), aTarget("cache")]);
    expect([...first.keys()].toSorted()).toEqual(["cache", "store"]);
    expect(new Set(first.values()).size).toBe(2);
    const again = await saveTargets(database.pool, [aTarget("api"), aTarget("cache"), aTarget("store")]);
    expect(again.get("store")).toBe(first.get("store"));
    expect(again.get("cache")).toBe(first.get("cache"));
    expect(await targetKeys(database.pool)).toEqual(again);
  });

  test("takes over what the configuration says by now", async () => {
    await saveTargets(database.pool, [aTarget("store", { segment: "A", region: "eu" })]);
    await saveTargets(database.pool, [aTarget("store", { kind: "postgres", name: "The store", critical: false })]);
    const { rows } = await database.pool.query("select slug, kind, name, segment, region, critical from target");
    expect(rows).toEqual([
      { slug: "store", kind: "postgres", name: "The store", segment: null, region: null, critical: false },
    ]);
  });

  test("keeps those that are no longer configured", async () => {
    const first = await saveTargets(database.pool, [aTarget("old")]);
    const later = await saveTargets(database.pool, [aTarget("new")]);
    expect([...later.keys()]).toEqual(["new"]);
    expect((await targetKeys(database.pool)).get("old")).toBe(first.get("old"));
  });

  test("none is nothing", async () => {
    expect(await saveTargets(database.pool, [])).toEqual(new Map());
    expect(await targetKeys(database.pool)).toEqual(new Map());
  });

  test("by several nodes at once, in any order, ends with the same numbers for all", async () => {
    const targets = Array.from({ length: 60 }, (_, index) => aTarget(`t${index}`));
    const shuffled = fc.shuffledSubarray(targets, { minLength: targets.length });
    await fc.assert(
      fc.asyncProperty(fc.array(shuffled, { minLength: 4, maxLength: 6 }), async (orders) => {
        await database.pool.query("truncate target cascade");
        const answers = await Promise.all(orders.map((order) => saveTargets(database.pool, order)));
        const keys = await targetKeys(database.pool);
        expect(keys.size).toBe(targets.length);
        for (const answer of answers) expect(answer).toEqual(keys);
      }),
      { numRuns: 20 },
    );
  });
});
