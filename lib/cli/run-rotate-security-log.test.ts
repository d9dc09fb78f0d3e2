import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { securityLog } from "#edges/auth/security-log";
import { claimInstallation } from "#edges/store/installation";
import type { LogSigning } from "#edges/store/log/log-signing";
import { eventLog } from "#edges/store/log/event-log";
import { openSigning } from "#edges/store/log/open-signing";
import { SECURITY_LOG_ID, securityCheck, securitySigning } from "#edges/store/log/security-end";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { runAdopt } from "./run-adopt.ts";
import { runRotateKey } from "./run-rotate-key.ts";
import { runVerifyLog, type VerifyLogOptions } from "./run-verify-log.ts";
import { runVerifySecurityLog } from "./run-verify-security-log.ts";

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
let database: TestDatabase;
let dataDir = "";

beforeEach(async () => {
  database = await openTestDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), "holdpoint-key-"));
  const claim = { dataDir, secret: undefined, kind: "production" } as const;
  const claimed = await claimInstallation(database.pool, claim, "the database");
  if (claimed.ok) await claimed.value.settle();
});
afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

const variables = () => ({ DATABASE_URL: database.url, HOLDPOINT_DATA: dataDir });

/** As a start opens it: with the key that lies in the data folder, or a new one. */
async function signingNow(): Promise<LogSigning> {
  const signing = await openSigning({ dataDir, log: SILENT });
  if (!signing.ok) throw new Error(signing.refusal.message);
  return signing.value;
}

async function logSignIn(signing: LogSigning): Promise<void> {
  const log = securityLog(database.pool, signing.now, securitySigning(signing));
  await log.alone({ type: "sign_in", about: "ada@example.test", peer: "10.0.0.1" });
}

/** What a program that runs between two verbs of the command line logs: one sign-in. */
async function signIn(): Promise<LogSigning> {
  const signing = await signingNow();
  await logSignIn(signing);
  await securityCheck(database.pool, signing)();
  await signing.heads.close();
  return signing;
}

async function verified(options: VerifyLogOptions = {}) {
  const { text, exitCode } = await runVerifySecurityLog(variables(), options);
  return { text, exitCode, head: /, head (\S+)/.exec(text)?.[1] ?? "" };
}

async function rotated(): Promise<string> {
  const { text, exitCode } = await runRotateKey(variables(), undefined);
  expect([exitCode, text]).toEqual([0, expect.stringContaining("signs from now on and vouches for key")]);
  return /Its public key: (\S+)$/.exec(text)?.[1] ?? "";
}

test(
  "a key that takes another's place vouches for it: what both signed is proven by the new one",
  { timeout: 60_000 },
  async () => {
    const { key: first } = await signIn();
    const { head: since } = await verified();
    const publicKey = await rotated();
    expect(publicKey).not.toBe(first.publicKey);
    expect(await verified({ since })).toMatchObject({ exitCode: 0, text: expect.stringContaining(`key ${first.id}`) });

    const { key: second } = await signIn();
    expect(second.publicKey).toBe(publicKey);
    const after = await verified({ publicKey, since });
    expect(after).toMatchObject({ exitCode: 0, text: expect.stringContaining(`signed with key ${second.id}`) });
    expect(after.text).toContain("security log: 2 events, all as written");

    const third = await rotated();
    await signIn();
    expect(await verified({ publicKey: third, since })).toMatchObject({ exitCode: 0 });
    expect(await verified({ since: after.head })).toMatchObject({ exitCode: 0 });
  },
);

test("who still holds the old public key sees that another key signs", { timeout: 60_000 }, async () => {
  const { key: first } = await signIn();
  await rotated();
  expect(await verified({ publicKey: first.publicKey })).toMatchObject({ exitCode: 0 });
  const { key: second } = await signIn();
  const { text, exitCode } = await verified({ publicKey: first.publicKey });
  expect(exitCode).toBe(1);
  expect(text).toContain(`is signed with key ${second.id}, which this installation does not know.`);
});

test("the old key signs nothing that was written after it was replaced", { timeout: 60_000 }, async () => {
  const old = await signIn();
  await rotated();
  await logSignIn(old);
  const { text, exitCode } = await verified();
  expect([exitCode, text]).toEqual([1, expect.stringContaining("which had been replaced by then.")]);
});

test(
  "a row that somebody changed is named across a rotation, and so is one that was signed again with the new key",
  { timeout: 60_000 },
  async () => {
    await signIn();
    const { head: since } = await verified();
    await rotated();
    const { key, now } = await signIn();
    await database.pool.query("update security_event set body = replace(body, 'ada@', 'eve@') where seq = 1");
    expect(await verified({ since })).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("Security event 1 was changed, or stands in another's place."),
    });
    await database.pool.query("delete from security_event where seq = 2");
    const { rows } = await database.pool.query<{ hash: string }>("select hash from security_event where seq = 1");
    const forged = key.sign({ rollout: SECURITY_LOG_ID, seq: 1, hash: rows[0]?.hash ?? "" }, now());
    await database.pool.query(
      "update security_head set seq = 1, hash = $1, signed_at = $2, key_id = $3, signature = $4",
      [rows[0]?.hash, new Date(forged.signedAt), forged.key, forged.signature],
    );
    expect((await verified()).text).toContain("is missing at the end of the log");
  },
);

test(
  "where the key is lost the log counts as changed until it is adopted, and is whole from then on",
  { timeout: 60_000 },
  async () => {
    const { key: lost } = await signIn();
    const { head: before } = await verified();
    await rm(dataDir, { recursive: true });
    const made = await signingNow();
    expect(made.key.id).not.toBe(lost.id);
    expect(await securityCheck(database.pool, made)()).toContain("is not signed with this installation's key");
    const unadopted = await verified();
    expect(unadopted).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining(`signed with key ${lost.id}, which`),
    });

    const adopted = await runAdopt(variables());
    expect(adopted).toEqual({ exitCode: 0, text: expect.any(String) });
    const after = await verified();
    expect(after).toMatchObject({ exitCode: 0, text: expect.stringContaining(`signed with key ${made.key.id}`) });
    expect(after.head).toMatch(new RegExp(`^hp1\\.${SECURITY_LOG_ID}\\.1\\.`));

    await signIn();
    expect(await verified({ since: after.head })).toMatchObject({ exitCode: 0 });
    expect((await verified({ publicKey: lost.publicKey })).exitCode).toBe(1);
    // it was signed by nobody whom this installation knows any more
    expect((await verified({ since: before })).exitCode).not.toBe(0);
  },
);

test("what adopt signs over is printed of both logs", { timeout: 60_000 }, async () => {
  const { rows } = await database.pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ('small', '1', 'production', now()) returning id",
  );
  const signing = await signIn();
  const event = { type: "note_added", text: "one", checkpoint: null } as const;
  const events = [{ at: BEFORE, actor: actorOf(ADA), event }];
  await eventLog(database.pool, signing).append(rows[0]?.id ?? "", 0, [{ events, receipt: null }]);
  await signing.heads.close();
  await database.pool.query("update rollout_event set body = replace(body, 'one', 'two')");
  await database.pool.query("update security_event set body = replace(body, 'ada@', 'eve@')");
  const { text, exitCode } = await runAdopt(variables());
  expect(exitCode).toBe(0);
  expect(text.split("\n").slice(-3)).toEqual([
    "The logs were signed as they were found. Keep this: verify-log will not say it again. It had found:",
    "  small production: Event 1 was changed, or stands in another's place.",
    "  security log: Security event 1 was changed, or stands in another's place.",
  ]);
});

test("a rollout's row that was signed is known by the key that follows", { timeout: 60_000 }, async () => {
  const { rows } = await database.pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ('small', '1', 'production', now()) returning id",
  );
  const id = rows[0]?.id ?? "";
  const signing = await signingNow();
  const event = { type: "note_added", text: "one", checkpoint: null } as const;
  const events = [{ at: BEFORE, actor: actorOf(ADA), event }];
  await eventLog(database.pool, signing).append(id, 0, [{ events, receipt: null }]);
  await signing.heads.close();
  await rotated();
  const whole = await runVerifyLog(variables());
  expect(whole).toEqual({ text: expect.stringMatching(/all as written.* head hp2[.]/) as string, exitCode: 0 });
  await rm(path.join(dataDir, "log-heads"));
  await database.pool.query("update rollout set kind = 'rehearsal'");
  const { text, exitCode } = await runVerifyLog(variables(), { since: whole.text });
  expect([exitCode, text]).toEqual([1, expect.stringContaining("The rollout's row was changed: its plan,")]);
  expect(await runVerifyLog(variables())).toMatchObject({ exitCode: 1 });
});
