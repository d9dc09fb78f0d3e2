import { PrismaPg } from "@prisma/adapter-pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NO_ANSWER } from "#core/room/form/field-standing";
import type { DraftStore } from "#engine/draft-port";
import { PrismaClient } from "#prisma/client";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import type { DraftBody } from "#wire/draft";
import { rolloutStore } from "../rollouts.ts";
import { draftStore } from "./drafts.ts";

const ADA = { checkpoint: "gate-1", account: "ada", name: "Ada Osei" };
const BEN = { ...ADA, account: "ben", name: "Ben Ito" };

function body(status: string): DraftBody {
  return { basedOn: 0, answers: { mood: { ...NO_ANSWER, status } }, decision: null, reason: "" };
}

let database: TestDatabase;
let prisma: PrismaClient;
let drafts: DraftStore;
async function openDrafts(plan: string): Promise<DraftStore> {
  const wanted = { plan, planVersion: "1", kind: "production", t0: 0 } as const;
  return draftStore(prisma, (await rolloutStore(prisma).openRollout(wanted)).id);
}
beforeEach(async () => {
  database = await openTestDatabase();
  prisma = new PrismaClient({ adapter: new PrismaPg(database.pool) });
  drafts = await openDrafts("one");
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.close();
});

describe("drafts", () => {
  test("are kept one of each person, the newest, with when it was saved", async () => {
    await drafts.save({ ...ADA, body: body("first") });
    const savedAt = await drafts.save({ ...ADA, body: body("second") });
    expect(await drafts.list("gate-1")).toEqual([{ account: "ada", name: "Ada Osei", savedAt, body: body("second") }]);
  });

  test("of several people stand beside each other", async () => {
    await drafts.save({ ...ADA, body: body("good") });
    await drafts.save({ ...BEN, body: body("bad") });
    expect((await drafts.list("gate-1")).map(({ account }) => account)).toEqual(["ada", "ben"]);
  });

  test("of another checkpoint or another rollout are not among them", async () => {
    await drafts.save({ ...ADA, checkpoint: "gate-2", body: body("good") });
    await (await openDrafts("two")).save({ ...ADA, body: body("good") });
    expect(await drafts.list("gate-1")).toEqual([]);
  });

  test("are taken away alone, and twice as well as once", async () => {
    await drafts.save({ ...ADA, body: body("good") });
    await drafts.save({ ...BEN, body: body("bad") });
    await drafts.remove(ADA);
    await drafts.remove(ADA);
    expect((await drafts.list("gate-1")).map(({ account }) => account)).toEqual(["ben"]);
  });

  test("that cannot be read are none", async () => {
    await drafts.save({ ...ADA, body: body("good") });
    await database.pool.query(`update form_draft set body = '{"basedOn": "one"}'`);
    expect(await drafts.list("gate-1")).toEqual([]);
  });
});
