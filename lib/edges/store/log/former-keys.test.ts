import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RoomEvent } from "#core/room/room-event";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aLogSigning } from "#testing/a-log-signing";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { eventLog } from "./event-log.ts";
import { logKey, type LogKey } from "./log-key.ts";
import type { LogSigning } from "./log-signing.ts";
import { signAsFound } from "./sign-as-found.ts";
import { verifyLogs } from "./verify-log.ts";

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const newKey = (): LogKey => logKey(generateKeyPairSync("ed25519").privateKey);
const [FIRST, SECOND, THIRD] = [newKey(), newKey(), newKey()];
let id = "";

/** Three events, each signed with another key; each key vouches for the one before. */
beforeEach(async () => {
  await database.pool.query("truncate rollout, former_log_key cascade");
  const { rows } = await database.pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ('small', '1', 'rehearsal', now()) returning id",
  );
  id = rows[0]?.id ?? "";
  let before: LogKey | null = null;
  for (const [seq, key] of [FIRST, SECOND, THIRD].entries()) {
    if (before) await vouch(key, before);
    await append(key, seq);
    before = key;
  }
});

async function append(key: LogKey, seq: number): Promise<void> {
  const log = eventLog(database.pool, aLogSigning(key));
  await log.eventsAfter(id, 0, 100);
  const event: RoomEvent = { type: "note_added", text: `note ${seq}`, checkpoint: null };
  await log.append(id, seq, [{ events: [{ at: BEFORE, actor: actorOf(ADA), event }], receipt: null }]);
}

async function vouch(next: LogKey, before: LogKey, publicKey = before.publicKey): Promise<void> {
  const { rows } = await database.pool.query<{ log_seq: number; log_hash: string }>(
    "select log_seq, log_hash from rollout",
  );
  const heads = `${id}:${rows[0]?.log_seq}:${rows[0]?.log_hash}`;
  const { key, by, signature } = next.vouchFor({ key: before.id, publicKey, heads });
  await database.pool.query(
    "insert into former_log_key (id, public_key, vouched_by, heads, signature) values ($1, $2, $3, $4, $5)",
    [key, publicKey, by, heads, signature],
  );
}

async function verified(signing: LogSigning = aLogSigning(THIRD)): Promise<readonly string[]> {
  const [report] = await verifyLogs(database.pool, { publicKey: signing.key.publicKey, heads: [] });
  return report?.faults ?? [];
}

async function known() {
  const { rows } = await database.pool.query<{ seq: number; hash: string }>(
    "select seq, hash from rollout_event order by seq desc limit 1",
  );
  return { seq: 0, hash: "", ...rows[0], isOpen: true };
}

const about = (event: number, { id: key }: LogKey): RegExp =>
  new RegExp(`^The signature of event ${event} is of key ${key}, which this installation does not know: `);

const ATTACKS: readonly (readonly [name: string, sql: string, key: LogKey, event: number, why: RegExp])[] = [
  ["a row that was deleted", `delete from former_log_key where id = '${SECOND.id}'`, SECOND, 2, /has no row of it/],
  ["the oldest row, deleted", `delete from former_log_key where id = '${FIRST.id}'`, FIRST, 1, /has no row of it/],
  [
    "a row whose heads were changed",
    `update former_log_key set heads = replace(heads, ':2:', ':3:') where id = '${SECOND.id}'`,
    SECOND,
    2,
    /its row of former_log_key was changed/,
  ],
  [
    "a row with another public key",
    `update former_log_key set public_key = '${newKey().publicKey}' where id = '${FIRST.id}'`,
    FIRST,
    1,
    /its row of former_log_key was changed/,
  ],
  [
    "a row that names another key as its successor's",
    `update former_log_key set vouched_by = '${SECOND.id}' where id = '${SECOND.id}'`,
    SECOND,
    2,
    /its row of former_log_key was changed/,
  ],
  [
    "a signature that was given to a key that nobody has",
    "update log_signature set key_id = '0123456789abcdef' where seq = 2",
    { ...SECOND, id: "0123456789abcdef" },
    2,
    /has no row of it/,
  ],
];

describe("what is missing of the former keys is named by verify-log and by the running program", () => {
  test.each(ATTACKS)("%s", async (_, sql, key, event, why) => {
    const running = eventLog(database.pool, aLogSigning(THIRD));
    expect(await verified()).toEqual([]);
    expect(await running.fault(id, await known())).toBeNull();
    await database.pool.query(sql);
    const named = (await verified()).find((fault) => about(event, key).test(fault));
    expect(named).toMatch(why);
    // the first of them
    const keyFault = / of key \w+, which this installation does not know: .*former_log_key/;
    expect(await running.fault(id, await known())).toMatch(keyFault);
    expect(await eventLog(database.pool, aLogSigning(THIRD)).fault(id, await known())).toMatch(keyFault);
  });
});

test("when a row was made is not signed, and proves nothing", async () => {
  await database.pool.query(`update former_log_key set made_at = now() - interval '1 year' where id = '${SECOND.id}'`);
  expect(await verified()).toEqual([]);
});

test("whoever writes to the database brings in no key of their own", async () => {
  const theirs = newKey();
  const { rows } = await database.pool.query("delete from former_log_key where id = $1 returning *", [FIRST.id]);
  expect(rows).toHaveLength(1);
  await vouch(theirs, FIRST);
  await vouch(theirs, theirs);
  await vouch(theirs, THIRD);
  await append(theirs, 3);
  expect(await verified()).toEqual([
    expect.stringMatching(about(1, FIRST)),
    `Event 4, the last, is signed with key ${theirs.id}, which this installation does not know.`,
  ]);
});

test("an end that a replaced key has signed is none to the running program, and nothing is signed on top", async () => {
  await append(THIRD, 3);
  await vouch(SECOND, THIRD);
  const log = eventLog(database.pool, aLogSigning(THIRD));
  // whoever has the old key can make a program of theirs that takes the new one's end for its own
  await append(SECOND, 4);
  expect(await log.fault(id, await known())).toContain("Event 5, the last, is not signed");
  await append(THIRD, 5);
  expect((await known()).seq).toBe(5);
});

describe("where a key was lost and the log was adopted", () => {
  const made = newKey();
  beforeEach(async () => {
    await signAsFound(database.pool, aLogSigning(made));
  });
  const running = async () => eventLog(database.pool, aLogSigning(made)).fault(id, await known());

  test("what it signed proves nothing, and nobody has to hear of it", async () => {
    expect(await verified(aLogSigning(made))).toEqual([]);
    expect(await running()).toBeNull();
  });

  test("a signature of such a key from later is named, and so is what is left when somebody takes the word away", async () => {
    await database.pool.query(`update log_signature set key_id = '${FIRST.id}' where seq = 2`);
    expect((await verified(aLogSigning(made)))[0]).toContain(`2 signatures of events 1 to 2 are of key ${FIRST.id}`);
    await database.pool.query(`update log_signature set key_id = '${SECOND.id}' where seq = 2`);
    expect(await verified(aLogSigning(made))).toEqual([]);
    await database.pool.query("update former_log_key set heads = replace(heads, ':', ':9') where id = 'adopted'");
    expect(await verified(aLogSigning(made))).toHaveLength(2);
    expect(await running()).toMatch(about(1, FIRST));
  });

  test("the next key vouches for the word too", async () => {
    const next = newKey();
    await vouch(next, made);
    await append(next, 3);
    expect(await verified(aLogSigning(next))).toEqual([]);
  });
});
