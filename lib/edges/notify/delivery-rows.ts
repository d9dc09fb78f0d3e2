import { deliverySchema, recipientOf, type Delivery } from "#core/notify/delivery";
import type { PastMessage } from "#core/notify/storm";
import type { EpochMs } from "#core/time";
import { deliveryId } from "./delivery-id.ts";
import { rowsOf, type Sql } from "./sql.ts";

/** Two that cap at the same time would both find room: one at a time, over all nodes. */
const STORM_LOCK = 7_140_226;
/** Without reading the text as JSON, which one row that is none would make fail for all. */
const CAPPED = `position('"capped":true' in body) > 0`;

export async function lockStorm(sql: Sql): Promise<void> {
  await sql.query("select pg_advisory_xact_lock($1)", [STORM_LOCK]);
}

/** Notes that these notices were handed in; answers the ids of those that are new. */
export async function saveNotices(sql: Sql, ids: readonly string[], at: EpochMs): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ id: string }>(
    sql,
    `insert into notice (id, at) select distinct on (id) id, $2::timestamptz from unnest($1::text[]) id
      on conflict (id) do nothing returning id`,
    [ids, new Date(at)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Writes deliveries that wait for the cap; one that is there stays as it is. */
export async function saveDeliveries(sql: Sql, deliveries: readonly Delivery[], at: EpochMs): Promise<void> {
  await sql.query(
    `insert into delivery (id, channel, recipient, state, body, created_at)
      select id, channel, recipient, 'held', body, $5
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as d (id, channel, recipient, body)
      on conflict (id) do nothing`,
    [
      deliveries.map(({ key }) => deliveryId(key)),
      deliveries.map(({ channel }) => channel),
      deliveries.map(recipientOf),
      deliveries.map((delivery) => JSON.stringify(delivery)),
      new Date(at),
    ],
  );
}

/** What the cap holds back, save for recipients without room: theirs may be many, and stay where they are. */
export async function heldDeliveries(sql: Sql, withoutRoom: readonly string[]): Promise<readonly Delivery[]> {
  const rows = await rowsOf<{ id: string; body: string }>(
    sql,
    `select id, body from delivery where state = 'held'
      and (recipient <> all($1::text[]) or not ${CAPPED})`,
    [withoutRoom],
  );
  const read = rows.map(({ id, body }) => ({ id, delivery: deliveryIn(body) }));
  const lost = read.filter(({ delivery }) => delivery === null);
  if (lost.length > 0) await giveUp(sql, lost);
  return read.flatMap(({ delivery }) => delivery ?? []);
}

/** What counts towards the cap since `from`. */
export async function messagesSince(sql: Sql, from: EpochMs): Promise<readonly PastMessage[]> {
  const rows = await rowsOf<{ recipient: string; at: Date }>(
    sql,
    `select recipient, queued_at as at from delivery
      where queued_at > $1 and state in ('queued', 'sent', 'dead') and ${CAPPED}`,
    [new Date(from)],
  );
  return rows.map(({ recipient, at }) => ({ recipient, at: at.getTime() }));
}

export async function markQueued(sql: Sql, ids: readonly string[], at: EpochMs): Promise<void> {
  await sql.query("update delivery set state = 'queued', queued_at = $2 where id = any($1::uuid[])", [
    ids,
    new Date(at),
  ]);
}

export async function markFolded(sql: Sql, ids: readonly string[], into: string): Promise<void> {
  await sql.query("update delivery set state = 'folded', folded_into = $2 where id = any($1::uuid[]) and id <> $2", [
    ids,
    into,
  ]);
}

/** What is to be said, while it still is to be said; null for what was sent already, or is not known. */
export async function toSend(sql: Sql, id: string): Promise<Delivery | null> {
  const [row] = await rowsOf<{ body: string }>(sql, "select body from delivery where id = $1 and state = 'queued'", [
    id,
  ]);
  const delivery = row === undefined ? null : deliveryIn(row.body);
  if (row !== undefined && delivery === null) await giveUp(sql, [{ id }]);
  return delivery;
}

/** Null for a text that is no delivery: it must not keep the others from being sent. */
export function deliveryIn(body: string): Delivery | null {
  try {
    return deliverySchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

async function giveUp(sql: Sql, rows: readonly { readonly id: string }[]): Promise<void> {
  await sql.query(
    "update delivery set state = 'dead', outcome = 'The stored message cannot be read.' where id = any($1::uuid[])",
    [rows.map(({ id }) => id)],
  );
}

/** What a try came to. */
export async function noteTry(
  sql: Sql,
  id: string,
  outcome: { readonly sent: boolean; readonly sentence: string; readonly at: EpochMs },
): Promise<void> {
  await sql.query(
    `update delivery set attempts = attempts + 1, outcome = $2, tried_at = $3,
      state = case when $4 then 'sent' else state end where id = $1`,
    [id, outcome.sentence, new Date(outcome.at), outcome.sent],
  );
}

export async function markDead(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql.query("update delivery set state = 'dead' where id = any($1::uuid[]) and state = 'queued'", [ids]);
}

/** The channel of a dead letter that is put back on its way; null when there is no such dead letter, or its channel is gone. */
export async function revive(
  sql: Sql,
  id: string,
  about: { readonly known: readonly string[]; readonly at: EpochMs },
): Promise<string | null> {
  const [row] = await rowsOf<{ channel: string }>(
    sql,
    `update delivery set state = 'queued', queued_at = $2
      where id = $1 and state = 'dead' and channel = any($3::text[]) returning channel`,
    [id, new Date(about.at), about.known],
  );
  return row?.channel ?? null;
}

/** Messages for channels that the configuration no longer has become dead letters: they are seen, and not waited for. */
export async function markUnreachable(sql: Sql, channels: readonly string[]): Promise<void> {
  await sql.query(
    `update delivery set state = 'dead', outcome = 'The configuration no longer has this channel.'
      where state in ('queued', 'held') and channel <> all($1::text[])`,
    [channels],
  );
}

/** Forgets what is over and was begun before `before`. */
export async function forgetOld(sql: Sql, before: EpochMs): Promise<void> {
  await sql.query("delete from delivery where created_at < $1 and state in ('sent', 'folded', 'dead')", [
    new Date(before),
  ]);
  await sql.query("delete from notice where at < $1", [new Date(before)]);
}
