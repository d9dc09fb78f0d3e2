import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Frame } from "#wire/frame";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aFrame } from "#testing/a-frame";
import { frameStore } from "./frames.ts";

const NOW = 360_000_000;

let database: TestDatabase;
beforeEach(async () => void (database = await openTestDatabase()));
afterEach(() => database.close());

function frames(count: number, part: Partial<Frame> = {}): readonly Frame[] {
  return Array.from({ length: count }, (_, index) => aFrame(NOW + index, part));
}

describe("frames in the database", () => {
  test("come back whole, in order, after the number named and no more than asked for", async () => {
    const store = frameStore(database.pool);
    const saved = frames(6);
    await store.saveFrames([saved[3], saved[0], saved[5], saved[2], saved[1], saved[4]].flatMap((one) => one ?? []));
    expect(await store.framesSince("overview", NOW + 1, 3)).toEqual(saved.slice(2, 5));
    expect(await store.framesSince("overview", NOW - 1, 100)).toEqual(saved);
    expect(await store.framesSince("overview", NOW + 5, 100)).toEqual([]);
  });

  test("of a whole hour come back complete, and others have their turn meanwhile", async () => {
    const store = frameStore(database.pool);
    const hour = frames(720);
    await store.saveFrames(hour);
    const turns = { taken: 0, over: false };
    const count = (): void => void (turns.over || (turns.taken++, setImmediate(count)));
    const query = database.pool.query.bind(database.pool);
    const counted = Object.create(database.pool, {
      query: { value: (statement: { text: string }) => query(statement).finally(() => setImmediate(count)) },
    }) as typeof database.pool;
    expect(await frameStore(counted).framesSince("overview", NOW - 1, 721)).toEqual(hour);
    turns.over = true;
    expect(turns.taken).toBeGreaterThan(10);
  });

  test("of one room are not those of another", async () => {
    const store = frameStore(database.pool);
    const [overview, target] = [aFrame(NOW), aFrame(NOW, { room: "target:store" })];
    await store.saveFrames([target, overview]);
    expect(await store.framesSince("target:store", 0, 10)).toEqual([target]);
    expect(await store.framesSince("target:cache", 0, 10)).toEqual([]);
  });

  test("saved twice are stored once, as they were first", async () => {
    const store = frameStore(database.pool);
    await store.saveFrames(frames(2));
    await store.saveFrames(frames(3, { build: "b2" }));
    const kept = await store.framesSince("overview", 0, 10);
    expect(kept.map(({ seq, build }) => [seq - NOW, build])).toEqual([
      [0, "b1"],
      [1, "b1"],
      [2, "b2"],
    ]);
  });

  test("saved by several nodes at once, in any order, make nobody wait for ever", async () => {
    const store = frameStore(database.pool);
    for (let round = 0; round < 8; round += 1) {
      await database.pool.query("truncate frame");
      const all = [...frames(150), ...frames(150, { room: "segments" })];
      await Promise.all([all, all.toReversed(), all, all.toReversed()].map((list) => store.saveFrames(list)));
      expect(await store.framesSince("segments", 0, 200)).toHaveLength(150);
    }
  });

  test("before a tick go, of every room; that tick and later ones stay", async () => {
    const store = frameStore(database.pool);
    await store.saveFrames([...frames(4), ...frames(4, { room: "segments" })]);
    await store.expireFrames(NOW + 2);
    for (const room of ["overview", "segments"] as const) {
      expect((await store.framesSince(room, 0, 10)).map(({ seq }) => seq - NOW)).toEqual([2, 3]);
    }
  });

  test("of another version's shape are left out", async () => {
    const store = frameStore(database.pool);
    await store.saveFrames(frames(2));
    await database.pool.query("update frame set body = '{\"old\": true}' where seq = $1", [NOW]);
    expect(await store.framesSince("overview", 0, 10)).toEqual(frames(2).slice(1));
  });

  test("none at all are saved without a question", async () => {
    await expect(frameStore(database.pool).saveFrames([])).resolves.toBeUndefined();
  });
});
