import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RoomEvent } from "#core/room/room-event";
import type { LogHead } from "#engine/ports";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aLogSigning } from "#testing/a-log-signing";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { eventLog } from "./event-log.ts";
import { genesis, hashOf } from "./hash-chain.ts";
import { logKey, type LogKey } from "./log-key.ts";
import type { LogSigning } from "./log-signing.ts";
import { signAsFound, signOldLogs, signOldRows } from "./sign-as-found.ts";
import { headIn, headText } from "./signed-head.ts";
import { verifyLogs } from "./verify-log.ts";

/** Somebody who may write anything into the database, and who does not have the key. */
let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

type Log = { readonly id: string; readonly signing: LogSigning };
let log: Log;
const EVENTS = 12;

beforeEach(async () => {
  await database.pool.query("truncate rollout, former_log_key cascade");
  const signing = aLogSigning();
  log = { id: await newLog("small", signing), signing };
  await newLog("other", signing);
});

async function newLog(plan: string, signing: LogSigning): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ($1, '1', 'rehearsal', now()) returning id",
    [plan],
  );
  const id = rows[0]?.id ?? "";
  const writing = eventLog(database.pool, signing);
  for (let seq = 0; seq < EVENTS; seq += 3)
    await writing.append(id, seq, [{ events: [1, 2, 3].map((n) => note(`${plan} ${seq + n}`)), receipt: null }]);
  return id;
}

function note(text: string) {
  const event: RoomEvent = { type: "note_added", text, checkpoint: null };
  return { at: BEFORE, actor: actorOf(ADA), event };
}

async function known(id = log.id): Promise<LogHead> {
  const { rows } = await database.pool.query<{ seq: number; hash: string }>(
    "select seq, hash from rollout_event where rollout_id = $1 order by seq desc limit 1",
    [id],
  );
  return { seq: 0, hash: "", ...rows[0], isOpen: true };
}

async function faultsOf(signing = log.signing): Promise<readonly string[]> {
  const found = await verifyLogs(database.pool, { publicKey: signing.key.publicKey, heads: signing.heads.all() });
  return found.find(({ rollout }) => rollout === log.id)?.faults ?? [];
}

/** Every row's hash made anew, as somebody does who read our source. */
async function rehash(id: string): Promise<void> {
  const { pool } = database;
  const { rows } = await pool.query<{ seq: number; body: string }>(
    "select seq, body from rollout_event where rollout_id = $1 order by seq",
    [id],
  );
  let before = genesis(id);
  for (const { seq, body } of rows) {
    before = hashOf(before, seq, body);
    await pool.query("update rollout_event set hash = $3 where rollout_id = $1 and seq = $2", [id, seq, before]);
    await pool.query("update log_signature set hash = $3 where rollout_id = $1 and seq = $2", [id, seq, before]);
  }
  await pool.query("update rollout set log_hash = $2, log_seq = $3 where id = $1", [id, before, rows.at(-1)?.seq]);
}

async function append(signing: LogSigning, seq = EVENTS): Promise<void> {
  const writing = eventLog(database.pool, signing);
  await writing.eventsAfter(log.id, 0, 100);
  await writing.append(log.id, seq, [{ events: [note("more")], receipt: null }]);
}

async function vouchWith(next: LogKey, heads: string, former = log.signing.key): Promise<void> {
  const vouch = next.vouchFor({ key: former.id, publicKey: former.publicKey, heads });
  await database.pool.query(
    "insert into former_log_key (id, public_key, vouched_by, heads, signature) values ($1, $2, $3, $4, $5)",
    [vouch.key, vouch.publicKey, vouch.by, vouch.heads, vouch.signature],
  );
}

const laterT0 = (): Promise<unknown> => query("update rollout set t0 = t0 + interval '1 hour' where id = $1");
const query = (text: string): Promise<unknown> => database.pool.query(text, [log.id]);

const ROW_NAMED = /^The rollout's row was changed: its plan, plan version, kind or T0 is not what was signed/;

const ATTACKS: readonly (readonly [name: string, attack: () => Promise<unknown>, named: RegExp])[] = [
  [
    "an event that was changed",
    () =>
      query("update rollout_event set body = replace(body, 'small 5', 'small x') where rollout_id = $1 and seq = 5"),
    /^Event 5 was changed/,
  ],
  [
    "an event that was removed",
    () => query("delete from rollout_event where rollout_id = $1 and seq = 7"),
    /^Event 7 is missing/,
  ],
  [
    "events that changed places",
    () =>
      query(`update rollout_event e set body = o.body from rollout_event o
        where e.rollout_id = $1 and o.rollout_id = $1 and e.seq in (4, 5) and o.seq = 9 - e.seq`),
    /^Event 4 was changed, or stands in another's place/,
  ],
  [
    "a tail that was cut, with its head",
    async () => {
      await query("delete from rollout_event where rollout_id = $1 and seq > 9");
      await query("delete from log_signature where rollout_id = $1 and seq > 9");
      await query(
        "update rollout set log_seq = 9, log_hash = (select hash from rollout_event where rollout_id = $1 and seq = 9) where id = $1",
      );
    },
    /^Events 10 to 12 are missing/,
  ],
  [
    "a change with every hash made anew",
    async () => {
      await query(
        "update rollout_event set body = replace(body, 'small 5', 'small x') where rollout_id = $1 and seq = 5",
      );
      await rehash(log.id);
    },
    /^(The signature of event \d+ was changed|Event 12 is not the one that was (signed|written))/,
  ],
  [
    "heads of two rollouts that changed places",
    () =>
      query(`update rollout r set log_seq = o.log_seq, log_hash = o.log_hash from rollout o where r.id <> o.id
        and $1::uuid is not null`),
    /head is that of another rollout|not signed with this installation's key|The last/,
  ],
  [
    "signatures of two rollouts that changed places",
    async () => {
      await query("delete from log_signature where rollout_id = $1");
      await query(
        "insert into log_signature select $1, seq, (select hash from rollout_event e where e.rollout_id = $1 and e.seq = s.seq), signed_at, key_id, signature from log_signature s",
      );
    },
    /^The signature of event \d+ was changed, or was made for another log|is not signed/,
  ],
  [
    "signatures that were taken away",
    () => query("delete from log_signature where rollout_id = $1"),
    /signatures? (were|whatever)|It has no signature|Its signatures were taken away/,
  ],
  [
    "events that were added at the end, correctly hashed",
    async () => {
      const { hash } = await known();
      const body = JSON.stringify(note("forged"));
      const forged = hashOf(hash, 13, body);
      await database.pool.query(
        "insert into rollout_event (rollout_id, seq, at, type, body, hash) values ($1, 13, $2, 'note_added', $3, $4)",
        [log.id, new Date(BEFORE), body, forged],
      );
      await database.pool.query("update rollout set log_seq = 13, log_hash = $2 where id = $1", [log.id, forged]);
    },
    /^Event 13, the last, is not signed/,
  ],
  ...Object.entries({
    T0: "t0 = t0 + interval '1 millisecond'",
    "T0 to no day at all": "t0 = 'infinity'",
    kind: "kind = 'production'",
    plan: "plan = 'larger'",
    "plan version": "plan_version = '1 '",
    "plan, version and kind together": "kind = 'production', plan = 'other', plan_version = '2'",
  }).map(
    ([name, set]) =>
      [`the rollout's ${name}`, () => query(`update rollout set ${set} where id = $1`), ROW_NAMED] as const,
  ),
  [
    "a rollout that is archived without a word",
    () => query("update rollout set archive_no = 3 where id = $1"),
    /^The rollout's row says that it is archived, and its log does not[.]/,
  ],
  ["a rollout that was removed", () => database.pool.query("truncate rollout cascade"), /rollout is n/],
];

describe("verify-log names", () => {
  test.each(ATTACKS)("%s", async (_, attack, named) => {
    expect(await faultsOf()).toEqual([]);
    await attack();
    expect(
      (await faultsOf()).some((fault) => named.test(fault)),
      (await faultsOf()).join("\n"),
    ).toBe(true);
  });
});

describe("the running program names at its next look", () => {
  test.each(ATTACKS)("%s", async (_, attack, named) => {
    const running = eventLog(database.pool, log.signing);
    const head = await known();
    expect(await running.fault(log.id, head)).toBeNull();
    await attack();
    expect(await running.fault(log.id, head)).toMatch(named);
  });

  test("nothing while it appends itself", async () => {
    const running = eventLog(database.pool, log.signing);
    await running.eventsAfter(log.id, 0, 100);
    let seq = EVENTS;
    for (let round = 0; round < 40; round += 1) {
      const before = await known();
      const [appended, fault] = await Promise.all([
        running.append(log.id, seq, [{ events: [note("more")], receipt: null }]),
        running.fault(log.id, before),
      ]);
      seq = appended?.at(-1)?.seq ?? seq;
      expect(fault).toBeNull();
    }
    expect(seq).toBe(EVENTS + 40);
  });

  test("what was cut while it did not run, from the heads kept outside", async () => {
    await ATTACKS.find(([name]) => name.startsWith("a tail"))?.[1]();
    // started anew: it folds what it finds
    expect(await eventLog(database.pool, log.signing).fault(log.id, await known())).toBe(
      "Events 10 to 12 are missing at the end of the log.",
    );
    expect(log.signing.heads.newest(log.id)?.seq).toBe(EVENTS);
  });
});

test("a fault far from the end is told at every look until it is put right", async () => {
  const running = eventLog(database.pool, log.signing);
  await running.eventsAfter(log.id, 0, 100);
  const events = Array.from({ length: 5_100 }, () => note("many"));
  await running.append(log.id, EVENTS, [{ events, receipt: null }]);
  const head = await known();
  await query("update rollout_event set body = body || ' ' where rollout_id = $1 and seq = 3");
  const looks = [await running.fault(log.id, head), await running.fault(log.id, head)];
  expect(looks).toEqual(Array(2).fill("Event 3 was changed, or stands in another's place."));
  await query("update rollout_event set body = rtrim(body) where rollout_id = $1 and seq = 3");
  expect(await running.fault(log.id, head)).toBeNull();
});

describe("the row of a rollout", () => {
  /** As a version left it that did not cover the row. */
  async function signedBefore(): Promise<LogSigning> {
    const { signing } = log;
    const heads = signing.heads.all().map((head) => signing.key.sign({ ...head, rowHash: null }, head.signedAt));
    await query("delete from log_signature where $1::uuid is not null");
    for (const { rollout, seq, hash, signedAt, key, signature } of heads)
      await database.pool.query(
        "insert into log_signature (rollout_id, seq, hash, signed_at, key_id, signature) values ($1, $2, $3, $4, $5, $6)",
        [rollout, seq, hash, new Date(signedAt), key, signature],
      );
    await signing.heads.replace(heads);
    return signing;
  }
  async function ends(): Promise<readonly boolean[]> {
    const { rows } = await database.pool.query<{ covered: boolean }>(
      "select row_hash is not null as covered from log_signature where rollout_id = $1 order by seq",
      [log.id],
    );
    return rows.map(({ covered }) => covered);
  }

  test("that is changed while no program runs is not signed by the next, with or without the heads kept outside", async () => {
    await laterT0();
    await append(log.signing);
    await append(aLogSigning(), EVENTS + 1);
    expect(await faultsOf()).toEqual([expect.stringMatching(ROW_NAMED)]);
    expect(await faultsOf(aLogSigning())).toEqual([expect.stringMatching(ROW_NAMED)]);
    expect(await eventLog(database.pool, log.signing).fault(log.id, await known())).toMatch(ROW_NAMED);
  });

  test("is as it was signed when it is put right, and when somebody adopts it as it is", async () => {
    const running = eventLog(database.pool, log.signing);
    await laterT0();
    expect(await running.fault(log.id, await known())).toMatch(ROW_NAMED);
    await query("update rollout set t0 = t0 - interval '1 hour' where id = $1");
    expect(await running.fault(log.id, await known())).toBeNull();
    await append(log.signing);
    expect(log.signing.heads.newest(log.id)?.seq).toBe(EVENTS + 1);
    await laterT0();
    await signAsFound(database.pool, log.signing);
    expect(await faultsOf()).toEqual([]);
    expect(await eventLog(database.pool, log.signing).fault(log.id, await known())).toBeNull();
  });

  test("is named from a head that a report carries", async () => {
    const head = headIn((await eventLog(database.pool, log.signing).signedHead(log.id, 6)) ?? "");
    await laterT0();
    await query("delete from log_signature where rollout_id = $1");
    const proof = { publicKey: log.signing.key.publicKey, heads: head ? [head] : [] };
    expect((await verifyLogs(database.pool, proof))[0]?.faults).toContainEqual(expect.stringMatching(ROW_NAMED));
  });

  test("that does not run is looked at too: a production's that is called a rehearsal starts another", async () => {
    const running = eventLog(database.pool, log.signing);
    expect(await running.fault(log.id, await known())).toBeNull();
    await database.pool.query("update rollout set kind = 'production' where id <> $1", [log.id]);
    expect(await running.fault(log.id, await known())).toMatch(/^The row of another rollout was changed: /);
  });

  test("of a log of an earlier version is covered from its next event, and its heads prove what they did", async () => {
    const signing = await signedBefore();
    expect(await faultsOf()).toEqual([]);
    const earlier = await eventLog(database.pool, signing).signedHead(log.id, EVENTS);
    expect(earlier).toMatch(/^hp1[.]/);
    await append(signing);
    expect(await ends()).toEqual([false, true]);
    expect(await faultsOf()).toEqual([]);
    const head = headIn(`: ${earlier}`);
    expect(head?.rowHash).toBeNull();
    const proof = { publicKey: signing.key.publicKey, heads: head ? [head] : [] };
    expect((await verifyLogs(database.pool, proof))[0]?.faults).toEqual([]);
    await laterT0();
    expect(await faultsOf()).toEqual([expect.stringMatching(ROW_NAMED)]);
  });

  test("of a log of an earlier version is covered by the next start, once, and not where the log is wrong", async () => {
    const signing = await signedBefore();
    const [old] = signing.heads.all();
    await signOldRows(database.pool, signing);
    expect(await ends()).toEqual([true]);
    expect(await faultsOf()).toEqual([]);
    // somebody puts the old signature back, so that the next start may sign another row
    await database.pool.query("update log_signature set row_hash = null, signature = $2 where rollout_id = $1", [
      log.id,
      old?.signature,
    ]);
    await laterT0();
    await signOldRows(database.pool, signing);
    expect(await ends()).toEqual([false]);
    expect(await faultsOf()).toEqual([expect.stringMatching(ROW_NAMED)]);
  });

  test("cannot be signed anew with a key that was replaced", async () => {
    const next = logKey(generateKeyPairSync("ed25519").privateKey);
    const end = log.signing.heads.newest(log.id);
    await vouchWith(next, `${log.id}:${end?.seq}:${end?.hash}:${end?.rowHash}`);
    expect(await faultsOf(aLogSigning(next))).toEqual([]);
    await laterT0();
    await signAsFound(database.pool, aLogSigning(log.signing.key));
    expect(await faultsOf(aLogSigning(next))).toEqual([expect.stringMatching(ROW_NAMED)]);
  });
});

test("a head of earlier proves that the log still holds all of it", async () => {
  const earlier = await eventLog(database.pool, log.signing).signedHead(log.id, 6);
  const head = headIn(`the report says: ${earlier}.`);
  expect(head).toMatchObject({ rollout: log.id, seq: 6 });
  expect(head && headText(head)).toBe(earlier);
  const proof = { publicKey: log.signing.key.publicKey, heads: head ? [head] : [] };
  expect((await verifyLogs(database.pool, proof)).flatMap(({ faults }) => faults)).toEqual([]);
  await query("update rollout_event set body = replace(body, 'small 5', 'small x') where rollout_id = $1 and seq = 5");
  await rehash(log.id);
  const { faults } = (await verifyLogs(database.pool, proof))[0] ?? { faults: [] };
  expect(faults).toContain("Event 6 is not the one that was signed at 2025-11-02 16:00 UTC.");
});

describe("another key", () => {
  const next = logKey(generateKeyPairSync("ed25519").privateKey);

  test("vouches for the one before up to where the log ended, and for nothing after", async () => {
    const before = log.signing.key;
    const { seq, hash } = await known();
    await vouchWith(next, `${log.id}:${seq}:${hash}`);
    const rotated = aLogSigning(next);
    await append(rotated, seq);
    expect(await faultsOf(rotated)).toEqual([]);
    await vouchWith(before, `${log.id}:${seq + 1}:`, next);
    await append(aLogSigning(before), seq + 1);
    expect(await faultsOf(rotated)).toContain(
      `Event 14 is signed with key ${before.id}, which had been replaced by then.`,
    );
  });

  test("that nobody vouches for proves nothing", async () => {
    expect(await faultsOf(aLogSigning(next))).toEqual([
      `Event 12, the last, is signed with key ${log.signing.key.id}, which this installation does not know.`,
    ]);
  });
});

test("a log of a version that did not sign is signed as it is found, once", async () => {
  await database.pool.query("delete from log_signature");
  const fresh = aLogSigning();
  await signOldLogs(database.pool, fresh);
  expect(await faultsOf(fresh)).toEqual([]);
  await query("delete from log_signature where rollout_id = $1");
  await signOldLogs(database.pool, aLogSigning());
  expect(await faultsOf(fresh)).toEqual(["It has no signature: whatever signed it was taken away."]);
});
