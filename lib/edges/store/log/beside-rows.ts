import type { Pool, PoolClient } from "pg";
import { eventOf } from "./hash-chain.ts";
import { entryRow, SIGNED_TYPES, signRow } from "./signed-rows.ts";

type Sql = Pick<Pool | PoolClient, "query">;
type Columns = Readonly<Record<string, unknown>>;

/** Tables with a row beside an event, which says the same. */
export const TABLES_BESIDE = ["checkpoint_entry", "sign_off"] as const;

/** What an event has in each of the tables, as `comparable` text; null where it has nothing. */
type Beside = Readonly<Record<(typeof TABLES_BESIDE)[number], string | null>>;

type TextRow = { readonly seq: number; readonly body: string; readonly hash: string };

/** One sentence per table that does not say what the event says; throws where the event cannot be read. */
export function besideFaults(row: TextRow, found: Beside): readonly string[] {
  const event = eventOf(row);
  const wanted = { checkpoint_entry: entryRow(event), sign_off: signRow(event) };
  return TABLES_BESIDE.flatMap((table) => {
    const expected = wanted[table];
    return (expected && comparable(expected)) === found[table]
      ? []
      : [`Event ${row.seq}: its row of ${table} was changed, removed or added.`];
  });
}

/** Keys in order, and times as numbers: the database writes both its own way. */
export function comparable(row: Columns): string {
  return JSON.stringify(ordered({ ...row, at: Date.parse(String(row["at"])) }));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}

/** Events after $2 and up to $3 that sign for something or submit a form, or that have a row as if they did. */
const LOOK_BESIDE = `select e.seq, e.body, e.hash, to_jsonb(c) - 'rollout_id' as checkpoint_entry,
    to_jsonb(s) - 'rollout_id' as sign_off
  from rollout_event e
  left join checkpoint_entry c on c.rollout_id = $1 and c.seq = e.seq and c.seq > $2 and c.seq <= $3
  left join sign_off s on s.rollout_id = $1 and s.seq = e.seq and s.seq > $2 and s.seq <= $3
  where e.rollout_id = $1 and e.seq > $2 and e.seq <= $3
    and (c.seq is not null or s.seq is not null or e.type = any($4)) order by e.seq`;

type Part = { readonly rollout: string; readonly from: number; readonly until: number };

/** The first row beside the events after `from` and up to `until` that does not say what its event says, in a sentence. */
export async function besideFault(sql: Sql, { rollout, from, until }: Part): Promise<string | null> {
  const { rows } = await sql.query<TextRow & Readonly<Record<keyof Beside, Columns | null>>>({
    name: "look-beside-log",
    text: LOOK_BESIDE,
    values: [rollout, from, until, ["entry_submitted", ...SIGNED_TYPES]],
  });
  for (const { checkpoint_entry: entry, sign_off: sign, ...row } of rows) {
    const found = { checkpoint_entry: entry && comparable(entry), sign_off: sign && comparable(sign) };
    const [fault] = readableFaults(row, found);
    if (fault !== undefined) return fault;
  }
  return null;
}

/** An event that cannot be read is told of where it is read. */
function readableFaults(row: TextRow, found: Beside): readonly string[] {
  try {
    return besideFaults(row, found);
  } catch {
    return [];
  }
}

/** Of a row beside an event that there is not. */
export function ofNoEventWords(tables: readonly string[], seq: number): string {
  return `A row of ${tables.join(" and ")} belongs to no event ${seq}.`;
}
