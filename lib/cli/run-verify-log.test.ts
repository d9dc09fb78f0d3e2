import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEmbedded } from "#edges/store/embedded/running-server";
import { startEmbedded, type Embedded } from "#edges/store/embedded/supervisor";
import { eventLog } from "#edges/store/log/event-log";
import { logKey, type LogKey } from "#edges/store/log/log-key";
import { migrate } from "#edges/store/migrate";
import { MIGRATIONS, openEmptyDatabase } from "#testing/a-database";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { aLogSigning } from "#testing/a-log-signing";
import { freePort } from "#testing/free-port";
import { runVerifyLog, saidOf } from "./run-verify-log.ts";

/** One public key in 64 begins with a dash. */
const DASHED = dashedKey();

function dashedKey(): LogKey {
  for (;;) {
    const key = logKey(generateKeyPairSync("ed25519").privateKey);
    if (key.publicKey.startsWith("-")) return key;
  }
}

const REPORT = {
  rollout: "r1",
  plan: "small",
  kind: "rehearsal",
  events: 1,
  hash: "3fa9",
  faults: [],
  signed: "signed with key k1 since event 1",
  signedHead: "hp1.x",
};

describe("what is said of a log", () => {
  test.each([
    [
      "that is whole",
      [REPORT],
      "small rehearsal: 1 event, all as written, signed with key k1 since event 1, head hp1.x",
      0,
    ],
    ["that is empty", [{ ...REPORT, events: 0, hash: "" }], "small rehearsal: 0 events, all as written", 0],
    [
      "with a fault, each on a line",
      [
        REPORT,
        { ...REPORT, kind: "production", events: 1_200, faults: ["Event 2 is missing.", "Event 9 was changed."] },
      ],
      [
        "small rehearsal: 1 event, all as written, signed with key k1 since event 1, head hp1.x",
        "small production: 1,200 events, 2 faults, signed with key k1 since event 1, head hp1.x",
        "  Event 2 is missing.",
        "  Event 9 was changed.",
      ].join("\n"),
      1,
    ],
    ["where there is none", [], "No rollout has begun: there is no log yet.", 0],
  ])("%s", (_, reports, text, exitCode) => {
    expect(saidOf(reports)).toEqual({ text, exitCode });
  });
});

describe("the embedded database", () => {
  const folder = { path: "" };
  const running: { embedded: Embedded | null } = { embedded: null };
  beforeAll(async () => {
    folder.path = await mkdtemp(path.join(tmpdir(), "holdpoint-verify-"));
    await chmod(folder.path, 0o755);
    running.embedded = await start();
    const pool = new pg.Pool(running.embedded.address);
    await migrate(pool, MIGRATIONS, () => undefined);
    const { rows } = await pool.query<{ id: string }>(
      "insert into rollout (plan, plan_version, kind, t0) values ('small', '1', 'rehearsal', now()) returning id",
    );
    const event = { type: "note_added", text: "one", checkpoint: null } as const;
    await eventLog(pool, aLogSigning(DASHED)).append(rows[0]?.id ?? "", 0, [
      { events: [{ at: BEFORE, actor: actorOf(ADA), event }], receipt: null },
    ]);
    await pool.end();
  });
  afterAll(async () => {
    await running.embedded?.close();
    await rm(folder.path, { recursive: true, force: true });
  });

  async function start(): Promise<Embedded> {
    const started = await startEmbedded({
      dataDir: folder.path,
      elsewhere: path.join(folder.path, "elsewhere"),
      say: () => undefined,
    });
    if (!started.ok) throw new Error(started.refusal.message);
    return started.value;
  }

  const WHOLE = {
    text: expect.stringMatching(/^small rehearsal: 1 event, all as written, signatures not checked: .*, head hp2[.]/),
    exitCode: 0,
  };
  const SIGNED = new RegExp(`^small rehearsal: 1 event, all as written, signed with key ${DASHED.id} `);

  test("is read while its program runs, and goes on running", async () => {
    expect(await runVerifyLog({ HOLDPOINT_DATA: folder.path })).toEqual(WHOLE);
    const client = new pg.Client(running.embedded?.address);
    await client.connect();
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  test("answers the command itself, with a public key that begins as an option does", async () => {
    const program = path.join(import.meta.dirname, "holdpoint.mjs");
    const args = [program, "verify-log", "--public-key", DASHED.publicKey];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { ...process.env, HOLDPOINT_DATA: folder.path },
    });
    expect(DASHED.publicKey).toMatch(/^-/);
    expect(stdout).toMatch(SIGNED);
  }, 60_000);

  test("that sleeps is started for it, and stopped again", async () => {
    await running.embedded?.close();
    running.embedded = null;
    expect(await findEmbedded(folder.path)).toEqual({ kind: "asleep" });
    expect(await runVerifyLog({ HOLDPOINT_DATA: folder.path })).toEqual(WHOLE);
    expect(await findEmbedded(folder.path)).toEqual({ kind: "asleep" });
  });

  test("that there is not is said so, and none is made", async () => {
    const empty = path.join(folder.path, "nothing-here");
    expect(await runVerifyLog({ HOLDPOINT_DATA: empty })).toEqual({
      text: `There is no database in ${empty}: set HOLDPOINT_DATA or DATABASE_URL.`,
      exitCode: 1,
    });
    expect(await findEmbedded(empty)).toEqual({ kind: "nothing" });
  });
});

describe("a database of one's own", () => {
  test("that does not answer is said so in one sentence", async () => {
    const port = await freePort();
    expect(await runVerifyLog({ DATABASE_URL: `postgresql://u:secret@127.0.0.1:${port}/room` })).toEqual({
      text: `The database at 127.0.0.1:${port}/room does not answer: connect ECONNREFUSED 127.0.0.1:${port}`,
      exitCode: 1,
    });
  });

  test("without Holdpoint's tables is said so in one sentence", async () => {
    const { url, close } = await openEmptyDatabase();
    expect(await runVerifyLog({ DATABASE_URL: url })).toEqual({
      text: 'The log cannot be read: relation "rollout" does not exist.',
      exitCode: 1,
    });
    await close();
  });

  test("whose address is wrong ends with code 2", async () => {
    expect(await runVerifyLog({ DATABASE_URL: "mysql://x" })).toEqual({
      text: "DATABASE_URL: must be a postgresql:// address",
      exitCode: 2,
    });
  });
});
