import type { Pool, PoolClient } from "pg";
import type { UnreadableRow } from "#engine/ports";

/** Everybody has a name. */
function emptyOf(column: string): string {
  return column === "name" ? "'Name unreadable'" : "null";
}

/**
 * Moves a row that cannot be read to `quarantined_row`, as it is; of a row with a `column`, only that column is emptied and the
 * whole row is kept beside. The row is put back with `jsonb_populate_record`.
 */
export async function quarantine(client: Pool | PoolClient, { table, at, column, why }: UnreadableRow): Promise<void> {
  // names of our own tables and columns, never from outside
  const where = Object.keys(at).map((name, i) => `it.${name} = $${i + 3}`);
  const taken = column
    ? `select to_jsonb(it) as row from "${table}" it where ${where.join(" and ")}`
    : `delete from "${table}" it where ${where.join(" and ")} returning to_jsonb(it) as row`;
  await client.query(
    `with taken as (${taken})
      ${column ? `, emptied as (update "${table}" it set ${column} = ${emptyOf(column)} where ${where.join(" and ")})` : ""}
      insert into quarantined_row (source, row, reason) select $1, row, $2 from taken`,
    [table, why, ...Object.values(at)],
  );
}
