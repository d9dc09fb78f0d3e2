import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventLog } from "#edges/store/log/event-log";
import { lineOf } from "#edges/web/log-line";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aLogSigning } from "#testing/a-log-signing";
import { freePort } from "#testing/free-port";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { runVerifyLogFile } from "./run-verify-log.ts";

let database: TestDatabase;
let folder = "";
let file = "";
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "holdpoint-file-"));
  file = path.join(folder, "log.ndjson");
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

/** A log of two events, and its download. */
beforeEach(async () => {
  const { pool } = database;
  await pool.query("truncate rollout cascade");
  const { rows } = await pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ('small', '1', 'production', now()) returning id",
  );
  const rollout = rows[0]?.id ?? "";
  const log = eventLog(pool, aLogSigning());
  const events = ["one", "two"].map((text) => {
    return { at: BEFORE, actor: actorOf(ADA), event: { type: "note_added", text, checkpoint: null } as const };
  });
  await log.append(rollout, 0, [{ events, receipt: null }]);
  const lines = (await log.rowsAfter(rollout, 0, 10)).map(lineOf);
  const end = { rollout, seq: 2, signedHead: await log.signedHead(rollout, 2), publicKey: log.publicKey };
  await writeFile(file, [...lines, end].map((line) => `${JSON.stringify(line)}\n`).join(""));
});

const checked = (variables: Readonly<Record<string, string>>) =>
  runVerifyLogFile(file, { HOLDPOINT_DATA: path.join(folder, "none"), ...variables });
const here = () => checked({ DATABASE_URL: database.url });

describe("a download is held against the database that the configuration leads to", () => {
  test("which says the same", async () => {
    expect(await here()).toEqual({
      text: expect.stringMatching(
        /^\S+: 2 events, all as written, signed with .+\nThe database at \S+ holds the same row of the rollout and the same event 2[.]$/,
      ),
      exitCode: 0,
    });
  });

  test.each([
    ["another kind", "update rollout set kind = 'rehearsal'", "The rollout's row in the database is not the one that"],
    ["another event", "update rollout_event set hash = 'x' where seq = 2", "Event 2 in the database is another one."],
    ["no such event", "delete from rollout_event where seq = 2", "Event 2 is not in the database."],
  ])("where it says otherwise that is a fault: %s", async (_, sql, named) => {
    await database.pool.query(sql);
    const { text, exitCode } = await here();
    expect(exitCode).toBe(1);
    expect(text.split("\n")).toEqual([
      expect.stringContaining("2 events, 1 fault, signed with"),
      expect.stringContaining(`  ${named}`),
      expect.stringMatching(/^The database at \S+ says otherwise[.]$/),
    ]);
  });

  test("where there is none, what was not checked is said, and how it can be", async () => {
    const port = await freePort();
    const not = "Not checked: the rollout's plan, plan version, kind and T0, which the signed head covers";
    const how = "To check it too, run this where HOLDPOINT_DATA or DATABASE_URL leads to the database.";
    for (const [variables, why] of [
      [{}, "There is no database in "],
      [{ DATABASE_URL: `postgresql://u:p@127.0.0.1:${port}/room` }, "does not answer"],
    ] as const) {
      const { text, exitCode } = await checked(variables);
      expect([exitCode, text]).toEqual([0, expect.stringContaining("2 events, all as written")]);
      for (const part of [not, why, how]) expect(text.split("\n")[1]).toContain(part);
    }
    await database.pool.query("truncate rollout cascade");
    expect(await here()).toMatchObject({ exitCode: 0, text: expect.stringContaining("does not hold this rollout.") });
  });
});
