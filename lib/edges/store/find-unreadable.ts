import type { Pool } from "pg";
import { deliverySchema } from "#core/notify/delivery";
import { disciplineSchema } from "#core/plan/people";
import { accountRoleSchema, personSchema } from "#core/room/actor";
import type { UnreadableRow, UnreadableRows } from "#engine/ports";
import { draftBodySchema } from "#wire/draft";
import { readFrame } from "./frames.ts";
import { addedRows } from "./log/added-rows.ts";
import { readEvents } from "./log/event-log.ts";
import { listing, readOr, UNCOUNTED, type Reading } from "./reading.ts";
import { setupIn } from "./rollouts.ts";
import { readPackedMinutes, readPackedSamples, readTotals } from "./samples/block-rows.ts";
import { readMinutes } from "./samples/minute-rows.ts";
import { readSamples } from "./samples/sample-rows.ts";
import { MINUTES_PER_HOUR, ticksOf } from "./samples/time-keys.ts";
import { targetKeys } from "./targets.ts";

const EVENTS_AT_ONCE = 500;
const FRAMES_AT_ONCE = 200;
/** A table or a column that the database of an earlier version does not have holds nothing that is unreadable. */
const NOT_THERE: ReadonlySet<unknown> = new Set(["42P01", "42703"]);

/** Reads every row that the program would decode, in pieces, and lists those that it cannot. Writes nothing. */
export async function findUnreadable(pool: Pool): Promise<readonly UnreadableRow[]> {
  const { rows, unreadable } = listing(UNCOUNTED);
  for (const look of [lookAtSamples, lookAtFrames, lookAtEvents, lookAtTexts])
    await look(pool, unreadable).catch((error: unknown) => {
      if (!(error instanceof Error && "code" in error && NOT_THERE.has(error.code))) throw error;
    });
  return rows;
}

async function lookAtSamples(pool: Pool, unreadable: UnreadableRows): Promise<void> {
  const targets = new Map([...(await targetKeys(pool))].map(([id, key]) => [key, id]));
  const keys = [...targets.keys()];
  const reading: Reading = { client: pool, unreadable };
  for (const hour of await hoursIn(pool, "select distinct floor(tick / 720.0)::int as hour from sample"))
    await readSamples(reading, targets, ticksOf(hour));
  for (const hour of await hoursIn(pool, "select distinct floor(minute / 60.0)::int as hour from minute_sum"))
    await readMinutes(reading, keys, { from: hour * MINUTES_PER_HOUR, to: (hour + 1) * MINUTES_PER_HOUR });
  for (const hour of await hoursIn(pool, "select distinct hour from sample_block")) {
    const hours = { from: hour, to: hour + 1 };
    await readTotals(reading, keys, hours);
    await readPackedMinutes(reading, keys, { hours, minutes: { from: -Infinity, to: Infinity } });
    await readPackedSamples(reading, targets, ticksOf(hour));
  }
}

async function hoursIn(pool: Pool, text: string): Promise<readonly number[]> {
  const { rows } = await pool.query<{ hour: number }>(`${text} order by hour`);
  return rows.map(({ hour }) => hour);
}

async function lookAtFrames(pool: Pool, unreadable: UnreadableRows): Promise<void> {
  for (let after = { room: "", seq: -1 }, more = true; more;) {
    const { rows } = await pool.query<{ room: string; seq: number; body: string }>(
      "select room, seq, body from frame where (room, seq) > ($1, $2) order by room, seq limit $3",
      [after.room, after.seq, FRAMES_AT_ONCE],
    );
    for (const { room, seq, body } of rows)
      readOr(unreadable, { table: "frame", at: { room, seq } }, () => readFrame(body));
    more = rows.length === FRAMES_AT_ONCE;
    after = rows.at(-1) ?? after;
  }
}

async function lookAtEvents(pool: Pool, unreadable: UnreadableRows): Promise<void> {
  const { rows } = await pool.query<{ id: string }>("select id from rollout order by created_at");
  for (const { id } of rows) {
    let [seq, read] = [0, EVENTS_AT_ONCE];
    while (read === EVENTS_AT_ONCE) {
      const events = await readEvents({ sql: pool, unreadable }, { rollout: id, seq, most: EVENTS_AT_ONCE });
      read = events.length;
      seq = events.at(-1)?.seq ?? seq;
    }
  }
  for (const { table, at } of await addedRows(pool)) unreadable.found({ table, at, isAdded: true, why: NOT_OURS });
}

const NOT_OURS = "it was added to the log, and Holdpoint did not write it";

/** Drafts, messages, accounts, and what rollouts ran with: few, and small. */
async function lookAtTexts(pool: Pool, unreadable: UnreadableRows): Promise<void> {
  const drafts = await pool.query<{ body: unknown; rollout_id: string; checkpoint: string; account_id: string }>(
    "select rollout_id, checkpoint, account_id, body from form_draft",
  );
  for (const { body, ...at } of drafts.rows)
    readOr(unreadable, { table: "form_draft", at }, () => draftBodySchema.parse(body));
  const messages = await pool.query<{ id: string; body: string }>("select id, body from delivery");
  for (const { id, body } of messages.rows)
    readOr(unreadable, { table: "delivery", at: { id } }, () => deliverySchema.parse(JSON.parse(body)));
  const users = await pool.query<{ id: string; name: unknown; role: unknown; discipline: unknown }>(
    'select id, name, role, discipline from "user"',
  );
  for (const { id, name, role, discipline } of users.rows) {
    const row = { table: "user", at: { id } };
    readOr(unreadable, { ...row, column: "name" }, () => personSchema.shape.name.parse(name));
    readOr(unreadable, { ...row, column: "role" }, () => accountRoleSchema.parse(role));
    readOr(unreadable, { ...row, column: "discipline" }, () => disciplineSchema.nullable().parse(discipline));
  }
  const rollouts = await pool.query<{ id: string; setup: unknown }>("select id, setup from rollout");
  for (const { id, setup } of rollouts.rows) setupIn({ id, setup }, unreadable);
}
