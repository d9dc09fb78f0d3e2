import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RoomEvent } from "#core/room/room-event";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aLogSigning } from "#testing/a-log-signing";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { eventLog } from "./event-log.ts";
import { verifyLogs } from "./verify-log.ts";

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const NOTE: RoomEvent = { type: "note_added", text: "one", checkpoint: null };
const PERSON = { id: ADA.id, name: ADA.name };
const BALLOT = { poll: "go", role: "product", vote: "go", reason: "", person: PERSON, onBehalfOf: null } as const;
const VOTE: RoomEvent = { type: "vote_cast", ...BALLOT };
const ENTRY: RoomEvent = { type: "entry_submitted", checkpoint: "t1", revision: 1, answers: {}, tone: "good" };

let id = "";
let running: ReturnType<typeof eventLog>;
beforeEach(async () => {
  await database.pool.query("truncate rollout cascade");
  const { rows } = await database.pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ('small', '1', 'rehearsal', now()) returning id",
  );
  id = rows[0]?.id ?? "";
  running = eventLog(database.pool, aLogSigning());
  const events = [NOTE, VOTE, ENTRY].map((event) => ({ at: BEFORE, actor: actorOf(ADA), event }));
  await running.append(id, 0, [{ events, receipt: null }]);
});

async function fault(): Promise<string | null> {
  const { rows } = await database.pool.query<{ seq: number; hash: string }>(
    "select seq, hash from rollout_event order by seq desc limit 1",
  );
  return running.fault(id, { seq: 0, hash: "", ...rows[0], isOpen: true });
}

const COPY = "rollout_id, kind, subject, choice, role, reason, account_id, name, at";
const ATTACKS: readonly (readonly [name: string, sql: string, named: string])[] = [
  ["a vote that was turned", "update sign_off set choice = 'no_go'", "Event 2: its row of sign_off was changed"],
  ["a vote under another name", "update sign_off set name = 'Eve'", "Event 2: its row of sign_off was changed"],
  ["a vote that was removed", "delete from sign_off", "Event 2: its row of sign_off was changed, removed"],
  [
    "a sign-off that was added to a note",
    `insert into sign_off (seq, ${COPY}) select 1, ${COPY} from sign_off`,
    "Event 1: its row of sign_off was changed, removed or added",
  ],
  [
    "a sign-off before the first event",
    `insert into sign_off (seq, ${COPY}) select -4, ${COPY} from sign_off`,
    "A row of sign_off belongs to no event -4.",
  ],
  [
    "a sign-off after the last",
    `insert into sign_off (seq, ${COPY}) select 9, ${COPY} from sign_off`,
    "A row of sign_off belongs to no event 9.",
  ],
  [
    "answers that were changed",
    `update checkpoint_entry set answers = '{"errors": 0}'`,
    "Event 3: its row of checkpoint_entry was changed",
  ],
  ["a form that was removed", "delete from checkpoint_entry", "Event 3: its row of checkpoint_entry was changed"],
];

describe("a row beside the log is held against its event by the running program and by verify-log", () => {
  test.each(ATTACKS)("%s", async (_, sql, named) => {
    expect(await fault()).toBeNull();
    await database.pool.query(sql);
    expect([await fault(), await fault()]).toEqual(Array(2).fill(expect.stringContaining(named)));
    // a program that starts now sees it at its first look
    running = eventLog(database.pool, aLogSigning());
    expect(await fault()).toContain(named);
    const [report] = await verifyLogs(database.pool, { publicKey: null, heads: [] });
    expect(report?.faults).toEqual([expect.stringContaining(named)]);
  });

  test("until it is put right", async () => {
    await fault();
    await database.pool.query("update sign_off set choice = 'no_go'");
    expect(await fault()).not.toBeNull();
    await database.pool.query("update sign_off set choice = 'go'");
    expect(await fault()).toBeNull();
  });
});
