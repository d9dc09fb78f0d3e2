import { isMoment } from "#core/bounds";
import { PrismaPg } from "@prisma/adapter-pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PrismaClient } from "#prisma/client";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { rolloutStore } from "./rollouts.ts";

const T0 = Date.UTC(2026, 10, 2, 16, 0, 0, 123);
const WANTED = { plan: "full-rollout", planVersion: "3", kind: "production", t0: T0 } as const;

let database: TestDatabase;
let prisma: PrismaClient;
beforeEach(async () => {
  database = await openTestDatabase();
  prisma = new PrismaClient({ adapter: new PrismaPg(database.pool) });
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.close();
});

describe("opening a rollout", () => {
  test("makes it when there is none, with its T0 to the millisecond", async () => {
    const rollout = await rolloutStore(prisma).openRollout(WANTED);
    expect(rollout).toEqual({ ...WANTED, id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) });
  });

  test("answers the running one as it is, whatever the plan file says by now", async () => {
    const store = rolloutStore(prisma);
    const first = await store.openRollout(WANTED);
    expect(await store.openRollout({ ...WANTED, planVersion: "4", t0: T0 + 1 })).toEqual(first);
  });

  test("keeps plans and kinds apart", async () => {
    const store = rolloutStore(prisma);
    const kinds = await Promise.all([
      store.openRollout(WANTED),
      store.openRollout({ ...WANTED, kind: "rehearsal" }),
      store.openRollout({ ...WANTED, plan: "another" }),
    ]);
    expect(new Set(kinds.map(({ id }) => id)).size).toBe(3);
  });

  test("by several nodes at once makes one", async () => {
    const opened = await Promise.all(
      Array.from({ length: 8 }, (_, index) => rolloutStore(prisma).openRollout({ ...WANTED, t0: T0 + index })),
    );
    expect(new Set(opened.map(({ id, t0 }) => `${id} ${t0}`)).size).toBe(1);
    expect(await prisma.rollout.count()).toBe(1);
  });
});

describe("a Prisma client on a pool", () => {
  test("leaves the pool open when it disconnects", async () => {
    await prisma.target.create({ data: { slug: "store", kind: "tcp", name: "Store", critical: true } });
    await prisma.$disconnect();
    expect((await database.pool.query("select slug, segment from target")).rows).toEqual([
      { slug: "store", segment: null },
    ]);
  });
});

test.each(["infinity", "-infinity", "294000-01-01", "0044-03-15 BC"])(
  "a T0 that is no day of ours is read as one: %s",
  async (t0) => {
    const store = rolloutStore(prisma);
    const { id } = await store.openRollout(WANTED);
    await database.pool.query("update rollout set t0 = $2 where id = $1", [id, t0]);
    expect(isMoment((await store.openRollout(WANTED)).t0)).toBe(true);
    expect((await store.listRollouts()).map((rollout) => isMoment(rollout.t0))).toEqual([true]);
  },
);
