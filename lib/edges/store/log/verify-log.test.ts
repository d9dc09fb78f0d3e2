import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RoomEvent } from "#core/room/room-event";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { actorOf, ADA, anAnswer, BEFORE, voted } from "#testing/a-room";
import { aLogSigning } from "#testing/a-log-signing";
import { eventLog } from "./event-log.ts";
import type { LogReport } from "./log-report.ts";
import { verifyLogs } from "./verify-log.ts";

const NO_PROOF = { publicKey: null, heads: [] };

let database: TestDatabase;
let rollout: string;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const EVENTS: readonly RoomEvent[] = [
  { type: "note_added", text: "one", checkpoint: null },
  { type: "note_added", text: "two", checkpoint: null },
  voted(ADA, "engineering-lead"),
  {
    type: "entry_submitted",
    checkpoint: "first",
    revision: 1,
    answers: { errors: anAnswer({ number: 0.1 + 0.2, reason: "Größe 🚀" }), tickets: anAnswer({ number: 1e21 }) },
    tone: "good",
  },
  { type: "note_added", text: "five", checkpoint: null },
  { type: "note_added", text: "six", checkpoint: null },
];

beforeEach(async () => {
  const { pool } = database;
  await pool.query("truncate rollout cascade");
  const { rows } = await pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ('small', '1', 'rehearsal', now()) returning id",
  );
  rollout = rows[0]?.id ?? "";
  const events = EVENTS.map((event) => ({ at: BEFORE, actor: actorOf(ADA), event }));
  await eventLog(pool, aLogSigning()).append(rollout, 0, [{ events, receipt: null }]);
});

async function reports(): Promise<readonly LogReport[]> {
  return await verifyLogs(database.pool, NO_PROOF);
}

async function faultsAfter(...statements: readonly string[]): Promise<readonly string[]> {
  for (const statement of statements) await database.pool.query(statement);
  return (await reports())[0]?.faults ?? [];
}

test("a log that nobody touched is as it was written, and names its head", async () => {
  const last = (await eventLog(database.pool, aLogSigning()).eventsAfter(rollout, 5, 1))[0];
  expect(await reports()).toEqual([
    {
      ...{ rollout, plan: "small", kind: "rehearsal", events: 6, hash: last?.hash, faults: [] },
      signed: "signatures not checked: no public key is known here",
      signedHead: expect.stringMatching(/^hp2[.]/) as string,
    },
  ]);
});

test("a rollout without an event has nothing wrong", async () => {
  await database.pool.query("truncate rollout cascade");
  expect(await reports()).toEqual([]);
  await database.pool.query(
    "insert into rollout (plan, plan_version, kind, t0) values ('new', '1', 'production', now())",
  );
  expect(await reports()).toMatchObject([{ plan: "new", events: 0, faults: [] }]);
});

describe("a row that was", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      "changed is named",
      ["update rollout_event set body = replace(body, 'two', 'too') where seq = 2"],
      ["Event 2 was changed, or stands in another's place."],
    ],
    [
      "changed in its time is named",
      ["update rollout_event set at = at + interval '1 minute' where seq = 2"],
      ["Event 2: its columns do not say what it says."],
    ],
    [
      "changed in its type is named",
      ["update rollout_event set type = 'checked_in' where seq = 2"],
      ["Event 2: its columns do not say what it says."],
    ],
    ["removed in the middle is named", ["delete from rollout_event where seq = 2"], ["Event 2 is missing."]],
    [
      "removed with its neighbour is named with it",
      ["delete from rollout_event where seq in (1, 2)"],
      ["Events 1 to 2 are missing."],
    ],
    [
      "removed at the end is named",
      ["delete from rollout_event where seq = 6"],
      ["Event 6 is missing at the end of the log."],
    ],
    [
      "removed with all after it is named",
      ["delete from rollout_event where seq >= 5"],
      ["Events 5 to 6 are missing at the end of the log."],
    ],
    [
      "removed with its number taken by the next is named",
      ["delete from rollout_event where seq = 5", "update rollout_event set seq = 5 where seq = 6"],
      ["Event 5 was changed, or stands in another's place.", "Event 6 is missing at the end of the log."],
    ],
    [
      "put in another's place is named with it",
      [
        "update rollout_event set seq = 100 where seq = 1",
        "update rollout_event set seq = 1 where seq = 2",
        "update rollout_event set seq = 2 where seq = 100",
      ],
      [1, 2, 3].map((seq) => `Event ${seq} was changed, or stands in another's place.`),
    ],
    [
      "made unreadable is named",
      ["update rollout_event set body = '{' where seq = 2"],
      ["Event 2 was changed, or stands in another's place.", "Event 2 cannot be read."],
    ],
    [
      "added at the end is named",
      ["insert into rollout_event select rollout_id, 7, at, type, body, hash from rollout_event where seq = 6"],
      ["Event 7 was changed, or stands in another's place.", "Event 7 is unknown to the head."],
    ],
    [
      "removed at the end, and the head set back to hide it, is named",
      ["delete from rollout_event where seq = 6", "update rollout set log_seq = 5"],
      ["Event 5 is not the one that was written last."],
    ],
  ])("%s", async (_, statements, faults) => {
    expect(await faultsAfter(...statements)).toEqual(faults);
  });
});

describe("a row beside the log that was", () => {
  const ENTRY = "Event 4: its row of checkpoint_entry was changed, removed or added.";
  test.each<[string, string, readonly string[]]>([
    [
      "changed in its answers is named",
      `update checkpoint_entry set answers = jsonb_set(answers, '{errors,number}', '1')`,
      [ENTRY],
    ],
    ["given to somebody else is named", "update checkpoint_entry set account_id = 'u-noor'", [ENTRY]],
    ["moved in time is named", "update checkpoint_entry set at = at + interval '1 millisecond'", [ENTRY]],
    ["removed is named", "delete from checkpoint_entry", [ENTRY]],
    [
      "turned from NO-GO to GO, or back, is named",
      "update sign_off set choice = 'no_go'",
      ["Event 3: its row of sign_off was changed, removed or added."],
    ],
    [
      "added to an event is named",
      "insert into sign_off select rollout_id, 1, kind, subject, choice, role, reason, account_id, name, at from sign_off",
      ["Event 1: its row of sign_off was changed, removed or added."],
    ],
    [
      "added without an event is named",
      "insert into sign_off select rollout_id, 9, kind, subject, choice, role, reason, account_id, name, at from sign_off",
      ["A row of sign_off belongs to no event 9."],
    ],
  ])("%s", async (_, statement, faults) => {
    expect(await faultsAfter(statement)).toEqual(faults);
  });

  test("left by an event that was removed is named too", async () => {
    expect(await faultsAfter("delete from rollout_event where seq = 4")).toEqual([
      "Event 4 is missing.",
      "A row of checkpoint_entry belongs to no event 4.",
    ]);
  });
});

test("a log that grows while it is read has no fault", async () => {
  const log = eventLog(database.pool, aLogSigning());
  await log.eventsAfter(rollout, 0, 10);
  const state = { seq: 6, done: false };
  const growing = (async () => {
    while (!state.done) {
      const events = [{ at: BEFORE, actor: actorOf(ADA), event: EVENTS[0] as RoomEvent }];
      state.seq = (await log.append(rollout, state.seq, [{ events, receipt: null }]))?.at(-1)?.seq ?? state.seq;
    }
  })();
  const found = [];
  for (let round = 0; round < 30; round += 1) found.push(...(await reports()).flatMap(({ faults }) => faults));
  state.done = true;
  await growing;
  expect(state.seq).toBeGreaterThan(6);
  expect(found).toEqual([]);
});

test("a thousand events and more are read to the end", async () => {
  const log = eventLog(database.pool, aLogSigning());
  await log.eventsAfter(rollout, 0, 10);
  const events = Array.from({ length: 1_500 }, () => ({
    at: BEFORE,
    actor: actorOf(ADA),
    event: EVENTS[0] as RoomEvent,
  }));
  await log.append(rollout, 6, [{ events, receipt: null }]);
  expect(await reports()).toMatchObject([{ events: 1_506, faults: [] }]);
  expect(await faultsAfter("update rollout_event set body = body || ' ' where seq = 1400")).toEqual([
    "Event 1400 was changed, or stands in another's place.",
  ]);
});

test("at most fifty faults are listed", async () => {
  const log = eventLog(database.pool, aLogSigning());
  await log.eventsAfter(rollout, 0, 10);
  const events = Array.from({ length: 100 }, () => ({
    at: BEFORE,
    actor: actorOf(ADA),
    event: EVENTS[0] as RoomEvent,
  }));
  await log.append(rollout, 6, [{ events, receipt: null }]);
  expect(await faultsAfter("update rollout_event set body = body || ' '")).toHaveLength(50);
});
