import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { accept } from "#core/outcome";
import type { RoomEvent } from "#core/room/room-event";
import { roomKeeper } from "#engine/room-keeper";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aLogSigning } from "#testing/a-log-signing";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { findUnreadable } from "../find-unreadable.ts";
import { eventLog } from "./event-log.ts";
import { chainAfter } from "./hash-chain.ts";
import { verifyLogs } from "./verify-log.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => await database.close());

type Running = {
  readonly id: string;
  readonly keeper: ReturnType<typeof roomKeeper>;
  readonly log: ReturnType<typeof eventLog>;
};
let running: Running;
beforeEach(async () => {
  await database.pool.query("truncate rollout cascade");
  const { rows } = await database.pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ('small', '1', 'rehearsal', now()) returning id",
  );
  const id = rows[0]?.id ?? "";
  const log = eventLog(database.pool, aLogSigning());
  const publisher = { tell: () => undefined };
  const keeper = roomKeeper({ rollout: id, log, publisher, now: () => BEFORE, onEvent: () => undefined });
  running = { id, keeper, log };
  for (let i = 0; i < 3; i += 1) expect(await noting(`note ${i}`)).toMatchObject({ ok: true });
});

function note(text: string): RoomEvent {
  return { type: "note_added", text, checkpoint: null };
}

async function noting(text: string): ReturnType<Running["keeper"]["change"]> {
  return await running.keeper.change({ actor: actorOf(ADA), receipt: null, decide: () => accept([note(text)]) });
}

/** A copy of the first event with another number. */
async function addCopy(seq: number): Promise<void> {
  await database.pool.query(
    `insert into rollout_event (rollout_id, seq, at, type, body, hash)
     select rollout_id, $2, at, type, body, hash from rollout_event where rollout_id = $1 and seq = 1`,
    [running.id, seq],
  );
}

/** The next event, as Holdpoint would write it, but without its signature. */
async function forgeNext(sql: Pick<TestDatabase["pool"], "query">): Promise<void> {
  const { hash } = running.keeper.head();
  const forged = { at: BEFORE, actor: actorOf(ADA), event: note("forged") };
  const [row] = chainAfter({ seq: 3, hash }, [forged]);
  await sql.query(
    `with added as (insert into rollout_event (rollout_id, seq, at, type, body, hash)
       select $1, 4, at, type, $2, $3 from rollout_event where rollout_id = $1 and seq = 1)
     update rollout set log_seq = 4, log_hash = $3 where id = $1`,
    [running.id, row?.body, row?.hash],
  );
}

const fault = (): Promise<string | null> => running.log.fault(running.id, running.keeper.head());

async function verified(): Promise<readonly string[]> {
  const [report] = await verifyLogs(database.pool, { publicKey: running.log.publicKey, heads: [] });
  return report?.faults ?? [];
}

describe("a row that somebody adds to the log", () => {
  test.each([0, -7, 4, 2_147_483_647])("is named, and moved aside by repair: %i", async (seq) => {
    await addCopy(seq);
    expect(await fault()).toBe(`Event ${seq} was added to the log: Holdpoint did not write it.`);
    expect(await verified()).not.toEqual([]);
    expect(await findUnreadable(database.pool)).toMatchObject([
      { table: "rollout_event", at: { rollout_id: running.id, seq }, isAdded: true },
    ]);
  });

  test("in the place of the next one is said to whoever decides, until it is gone", async () => {
    await addCopy(4);
    expect(await noting("in the way")).toMatchObject({
      refusal: { code: "unavailable", message: expect.stringContaining("Event 4 was added to the log") },
    });
    // a program that starts now does not take it for an event
    expect(await running.log.eventsAfter(running.id, 0, 10)).toHaveLength(3);
    await database.pool.query("delete from rollout_event where seq = 4");
    expect(await noting("out of the way")).toMatchObject({ ok: true, value: [{ seq: 4 }] });
    expect(await verified()).toEqual([]);
  });

  test("with a right hash and the head moved is neither taken for an event nor signed", async () => {
    await forgeNext(database.pool);
    expect(await noting("after it")).toMatchObject({
      refusal: { code: "unavailable", message: expect.stringContaining("Event 4, the last, is not signed") },
    });
    expect(running.keeper.head().seq).toBe(3);
    expect(await verified()).not.toEqual([]);
  });
});

test("an event that is forged while a decision waits for the log is neither taken for one nor signed", async () => {
  const { log, id } = running;
  // as for whoever saw another head for a moment
  const append = vi.fn(log.append).mockResolvedValueOnce(null);
  const publisher = { tell: () => undefined };
  const keeper = roomKeeper({
    ...{ rollout: id, log: { ...log, append }, publisher, now: () => BEFORE, onEvent: () => undefined },
  });
  await keeper.catchUp();
  const forger = await database.pool.connect();
  await forger.query("begin");
  await forger.query("select 1 from rollout where id = $1 for update", [id]);
  const noted = keeper.change({ actor: actorOf(ADA), receipt: null, decide: () => accept([note("behind it")]) });
  const waiting = async (): Promise<number> =>
    (await database.pool.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).rowCount ?? 0;
  await expect.poll(waiting).toBe(1);
  await forgeNext(forger);
  await forger.query("commit");
  forger.release();
  expect(await noted).toMatchObject({
    refusal: { code: "unavailable", message: expect.stringContaining("Event 4, the last, is not signed") },
  });
  expect(keeper.head().seq).toBe(3);
  expect(await verified()).not.toEqual([]);
});

test("an event that was forged while no program ran is not signed over by the next one", async () => {
  await forgeNext(database.pool);
  const log = eventLog(database.pool, aLogSigning());
  const publisher = { tell: () => undefined };
  const started = roomKeeper({
    ...{ rollout: running.id, log, publisher, now: () => BEFORE, onEvent: () => undefined },
  });
  await started.catchUp();
  const noted = started.change({ actor: actorOf(ADA), receipt: null, decide: () => accept([note("after it")]) });
  expect(await noted).toMatchObject({
    refusal: { code: "unavailable", message: expect.stringContaining("Event 4, the last, is not signed") },
  });
  expect(await verified()).not.toEqual([]);
});

test("a log whose end was set back loses none of its events to repair", async () => {
  await database.pool.query("update rollout set log_seq = 1 where id = $1", [running.id]);
  expect(await fault()).toBe("Events 2 to 3 are missing at the end of the log.");
  expect(await findUnreadable(database.pool)).toEqual([]);
});

test.each([
  ["its moment", "at = at + interval '1 hour'"],
  ["a moment that is none", "at = 'infinity'"],
  ["its type", "type = 'vote_cast'"],
])("%s beside an event's text is held against the text", async (_, change) => {
  await database.pool.query(`update rollout_event set ${change} where rollout_id = $1 and seq = 2`, [running.id]);
  expect(await fault()).toBe("Event 2: its columns do not say what it says.");
  expect(await verified()).toEqual(["Event 2: its columns do not say what it says."]);
});
