import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accept } from "#core/outcome";
import type { RoomEvent } from "#core/room/room-event";
import type { EventLog, NewEvent, Receipt, UnreadableRow } from "#engine/ports";
import { roomKeeper, type RoomKeeper } from "#engine/room-keeper";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { actorOf, ADA, anAnswer, BEFORE, ENGINE, NOOR, voted } from "#testing/a-room";
import { aLogSigning } from "#testing/a-log-signing";
import { eventLog } from "./event-log.ts";
import { genesis, hashOf } from "./hash-chain.ts";
import { verifyLogs } from "./verify-log.ts";

const NO_PROOF = { publicKey: null, heads: [] };

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const counted = { rollouts: 0 };

async function aRollout(): Promise<string> {
  counted.rollouts += 1;
  const { rows } = await database.pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ($1, '1', 'rehearsal', now()) returning id",
    [`plan-${counted.rollouts}`],
  );
  return rows[0]?.id ?? "";
}

function by(event: RoomEvent, part: Partial<NewEvent> = {}): NewEvent {
  return { at: BEFORE, actor: actorOf(ADA), event, ...part };
}

const note = (text: string): RoomEvent => ({ type: "note_added", text, checkpoint: null });
const RECEIPT: Omit<Receipt, "events"> = { key: "key-00001", account: ADA.id, verb: "add-note", digest: "d1" };

async function count(table: string, rollout: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from ${table} where rollout_id = $1`,
    [rollout],
  );
  return rows[0]?.n ?? -1;
}

describe("appending", () => {
  test("numbers events without a gap, each hashed with the one before, and reads them back as they were", async () => {
    const rollout = await aRollout();
    const log = eventLog(database.pool, aLogSigning());
    const first = await log.append(rollout, 0, [{ events: [by(note("one")), by(note("two"))], receipt: null }]);
    const third = await log.append(rollout, 2, [{ events: [by(note("Größe 🚀"))], receipt: null }]);
    const events = [...(first ?? []), ...(third ?? [])];
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(events[0]?.hash).toBe(
      hashOf(genesis(rollout), 1, JSON.stringify({ at: BEFORE, actor: actorOf(ADA), event: note("one") })),
    );
    expect(await eventLog(database.pool, aLogSigning()).eventsAfter(rollout, 0, 10)).toEqual(events);
    expect((await log.eventsAfter(rollout, 1, 1)).map(({ seq }) => seq)).toEqual([2]);
  });

  test("after a number that is not the last writes nothing, whoever asks", async () => {
    const rollout = await aRollout();
    const [one, other] = [eventLog(database.pool, aLogSigning()), eventLog(database.pool, aLogSigning())];
    await one.append(rollout, 0, [{ events: [by(note("one"))], receipt: null }]);
    const late = [{ events: [by(note("late"))], receipt: RECEIPT }];
    expect([await other.append(rollout, 0, late), await one.append(rollout, 0, late)]).toEqual([null, null]);
    expect([await count("rollout_event", rollout), await count("command_receipt", rollout)]).toEqual([1, 0]);
  });

  test("starts a chain of its own in every rollout", async () => {
    const log = eventLog(database.pool, aLogSigning());
    const hashes = await Promise.all(
      [await aRollout(), await aRollout()].map((id) =>
        log.append(id, 0, [{ events: [by(note("one"))], receipt: null }]),
      ),
    );
    expect(new Set(hashes.map((events) => events?.[0]?.hash)).size).toBe(2);
  });

  test.each([
    ["an event that is not known", "replace(body, 'note_added', 'note_sung')"],
    ["half a text", "left(body, 40)"],
  ])("tells %s as one that cannot be read, in its place and counted, and goes on from there", async (_what, broken) => {
    const rollout = await aRollout();
    const found: UnreadableRow[] = [];
    const events = [by(note("one")), by(note("two"))];
    await eventLog(database.pool, aLogSigning()).append(rollout, 0, [{ events, receipt: null }]);
    await database.pool.query(`update rollout_event set body = ${broken} where rollout_id = $1 and seq = 1`, [rollout]);
    const log = eventLog(database.pool, aLogSigning(), {
      found: (row) => void found.push(row),
      count: () => found.length,
    });
    expect((await log.eventsAfter(rollout, 0, 10)).map(({ seq, event }) => [seq, event.type])).toEqual([
      [1, "event_unreadable"],
      [2, "note_added"],
    ]);
    expect(found).toMatchObject([{ table: "rollout_event", at: { rollout_id: rollout, seq: 1 } }]);
    expect(await log.append(rollout, 2, [{ events: [by(note("three"))], receipt: null }])).toHaveLength(1);
    await database.pool.query("delete from rollout_event where rollout_id = $1", [rollout]);
    await database.pool.query("update rollout set log_seq = 0, log_hash = '' where id = $1", [rollout]);
  });
});

describe("entries and sign-offs", () => {
  const entry: RoomEvent = {
    type: "entry_submitted",
    checkpoint: "first",
    revision: 1,
    answers: { errors: anAnswer({ number: 0.1, reason: "One host lied" }) },
    tone: "good",
  };
  const decision: RoomEvent = {
    type: "decision_made",
    checkpoint: "first",
    revision: 1,
    decision: "continue",
    reason: "All is well",
    tone: "good",
    needsSecond: false,
  };

  test("stand beside the log under the number of their event", async () => {
    const rollout = await aRollout();
    const log = eventLog(database.pool, aLogSigning());
    await log.append(rollout, 0, [
      { events: [by(entry), by(decision), by(voted(NOOR, "product-lead"), { actor: actorOf(NOOR) })], receipt: null },
    ]);
    const read = async (table: string): Promise<unknown> =>
      (
        await database.pool.query(
          `select to_jsonb(t) - 'rollout_id' - 'at' as row from ${table} t where rollout_id = $1 order by seq`,
          [rollout],
        )
      ).rows.map((row: { row: unknown }) => row.row);
    expect(await read("checkpoint_entry")).toEqual([
      {
        seq: 1,
        checkpoint: "first",
        revision: 1,
        answers: { errors: anAnswer({ number: 0.1, reason: "One host lied" }) },
        tone: "good",
        account_id: ADA.id,
        name: ADA.name,
      },
    ]);
    const signed = { account_id: ADA.id, name: ADA.name, role: null };
    expect(await read("sign_off")).toEqual([
      { ...signed, seq: 2, kind: "decision", subject: "first", choice: "continue", reason: "All is well" },
      {
        seq: 3,
        kind: "vote",
        subject: "poll-1",
        choice: "go",
        role: "product-lead",
        reason: "",
        account_id: NOOR.id,
        name: NOOR.name,
      },
    ]);
  });

  test("are written with their event or not at all", async () => {
    const rollout = await aRollout();
    const log = eventLog(database.pool, aLogSigning());
    await log.append(rollout, 0, [{ events: [by(entry)], receipt: null }]);
    // the same revision a second time: the table refuses it, and the event with it
    await expect(log.append(rollout, 1, [{ events: [by(note("x")), by(entry)], receipt: RECEIPT }])).rejects.toThrow();
    expect([
      await count("rollout_event", rollout),
      await count("checkpoint_entry", rollout),
      await count("command_receipt", rollout),
    ]).toEqual([1, 1, 0]);
    const after = await log.append(rollout, 1, [{ events: [by(note("x"))], receipt: null }]);
    expect(after?.map(({ seq }) => seq)).toEqual([2]);
  });

  test("of Holdpoint itself there are none", async () => {
    const rollout = await aRollout();
    const events = [by(entry, { actor: ENGINE }), by(decision, { actor: ENGINE })];
    await eventLog(database.pool, aLogSigning()).append(rollout, 0, [{ events, receipt: null }]);
    expect([await count("checkpoint_entry", rollout), await count("sign_off", rollout)]).toEqual([0, 0]);
  });
});

describe("a receipt", () => {
  test("names the events of its command, and belongs to one account", async () => {
    const rollout = await aRollout();
    const log = eventLog(database.pool, aLogSigning());
    await log.append(rollout, 0, [{ events: [by(note("one")), by(note("two"))], receipt: RECEIPT }]);
    expect(await log.receipt(rollout, ADA.id, RECEIPT.key)).toEqual({ ...RECEIPT, events: [1, 2] });
    expect(await log.receipt(rollout, NOOR.id, RECEIPT.key)).toBeNull();
    expect(await log.receipt(rollout, ADA.id, "another-key")).toBeNull();
  });

  test("names its own events where several commands are written together", async () => {
    const rollout = await aRollout();
    const log = eventLog(database.pool, aLogSigning());
    const keyed = (key: string): typeof RECEIPT => ({ ...RECEIPT, key });
    await log.append(rollout, 0, [
      { events: [by(note("one"))], receipt: keyed("key-one") },
      { events: [], receipt: keyed("key-none") },
      { events: [by(note("two")), by(note("three"))], receipt: keyed("key-two") },
    ]);
    const read = async (key: string): Promise<unknown> => (await log.receipt(rollout, ADA.id, key))?.events;
    expect([await read("key-one"), await read("key-none"), await read("key-two")]).toEqual([[1, 1], null, [2, 3]]);
  });

  test("of a command that changed nothing is kept too, and moves no number", async () => {
    const rollout = await aRollout();
    const log = eventLog(database.pool, aLogSigning());
    expect(await log.append(rollout, 0, [{ events: [], receipt: RECEIPT }])).toEqual([]);
    expect(await log.receipt(rollout, ADA.id, RECEIPT.key)).toEqual({ ...RECEIPT, events: null });
    expect((await log.append(rollout, 0, [{ events: [by(note("one"))], receipt: null }]))?.[0]?.seq).toBe(1);
  });

  test("that is there already refuses its command, events and all", async () => {
    const rollout = await aRollout();
    const log = eventLog(database.pool, aLogSigning());
    await log.append(rollout, 0, [{ events: [by(note("one"))], receipt: RECEIPT }]);
    await expect(log.append(rollout, 1, [{ events: [by(note("one"))], receipt: RECEIPT }])).rejects.toThrow();
    expect(await count("rollout_event", rollout)).toBe(1);
  });
});

describe("two nodes on one database", () => {
  function aNode(rollout: string, log: EventLog, told: number[]): RoomKeeper {
    return roomKeeper({
      rollout,
      log,
      publisher: { tell: (events) => void told.push(...events.map(({ seq }) => seq)) },
      now: () => BEFORE,
      onEvent: () => undefined,
    });
  }

  test("that append 50 events at once leave no gap, lose none, and tell each in order", async () => {
    const rollout = await aRollout();
    const told: [number[], number[]] = [[], []];
    const nodes = told.map((heard) => aNode(rollout, eventLog(database.pool, aLogSigning()), heard));
    const sent = Array.from({ length: 50 }, (_, index) => `note ${index}`);
    const outcomes = await Promise.all(
      sent.map((text, index) =>
        (nodes[index % 2] as RoomKeeper).change({
          actor: actorOf(ADA),
          receipt: null,
          decide: () => accept([note(text)]),
        }),
      ),
    );
    expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([]);
    await Promise.all(nodes.map((node) => node.catchUp()));
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
    expect(told).toEqual([numbers, numbers]);
    const events = await eventLog(database.pool, aLogSigning()).eventsAfter(rollout, 0, 100);
    expect(events.map(({ event }) => ("text" in event ? event.text : "")).sort()).toEqual([...sent].sort());
    expect(nodes.map((node) => node.room())).toEqual([nodes[0]?.room(), nodes[0]?.room()]);
    const report = (await verifyLogs(database.pool, NO_PROOF)).find((one) => one.rollout === rollout);
    expect(report).toMatchObject({ events: 50, faults: [] });
  });

  test.each([2, 3])(
    "%i of them with 200 events each at once: all succeed, none tried more than twice",
    async (count) => {
      const rollout = await aRollout();
      const tries: number[] = [];
      const nodes = Array.from({ length: count }, () =>
        aNode(rollout, counting(eventLog(database.pool, aLogSigning()), tries), []),
      );
      const outcomes = await Promise.all(
        nodes.flatMap((node) =>
          Array.from({ length: 200 }, (_, index) =>
            node.change({ actor: actorOf(ADA), receipt: null, decide: () => accept([note(`note ${index}`)]) }),
          ),
        ),
      );
      expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([]);
      expect(Math.max(...tries)).toBeLessThanOrEqual(2);
      const report = (await verifyLogs(database.pool, NO_PROOF)).find((one) => one.rollout === rollout);
      expect(report).toMatchObject({ events: count * 200, faults: [] });
    },
  );

  /** Notes for each event how often appending it was tried. */
  function counting(log: EventLog, tries: number[]): EventLog {
    const state = { now: 0 };
    const on = (append: EventLog["append"]): EventLog["append"] => {
      return async (...asked) => {
        state.now += 1;
        const appended = await append(...asked);
        if (appended) tries.push(state.now);
        if (appended) state.now = 0;
        return appended;
      };
    };
    return {
      ...log,
      append: on(log.append),
      alone: (rollout, work) => log.alone(rollout, (only) => work({ ...only, append: on(only.append) })),
    };
  }

  test("one that fails while it has the log to itself leaves nothing behind, and both go on", async () => {
    const rollout = await aRollout();
    const log = eventLog(database.pool, aLogSigning());
    const failing = log.alone(rollout, async (only) => {
      await only.append(rollout, 0, [{ events: [by(note("lost"))], receipt: null }]);
      throw new Error("broken");
    });
    await expect(failing).rejects.toThrow("broken");
    expect(await count("rollout_event", rollout)).toBe(0);
    const nodes = [log, eventLog(database.pool, aLogSigning())].map((one) => aNode(rollout, one, []));
    for (const node of nodes) {
      const change = { actor: actorOf(ADA), receipt: null, decide: () => accept([note("kept")]) };
      expect(await node.change(change)).toMatchObject({ ok: true });
    }
    expect(await count("rollout_event", rollout)).toBe(2);
  });

  test("decide anew on what the other has appended", async () => {
    const rollout = await aRollout();
    const nodes = [0, 1].map(() => aNode(rollout, eventLog(database.pool, aLogSigning()), []));
    const checkIn = (node: RoomKeeper | undefined): unknown =>
      node?.change({
        actor: actorOf(ADA),
        receipt: null,
        decide: (room) =>
          accept(
            room.roster.present[ADA.id] === undefined
              ? [{ type: "checked_in", person: { id: ADA.id, name: ADA.name } }]
              : [],
          ),
      });
    await Promise.all(nodes.map(checkIn));
    expect(await count("rollout_event", rollout)).toBe(1);
  });
});
