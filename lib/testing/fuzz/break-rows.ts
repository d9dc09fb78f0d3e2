import type { Pool } from "pg";
import { accept } from "#core/outcome";
import { withDatabase } from "#edges/store/with-database";
import { fillEmptyTables } from "./fill-empty-tables.ts";
import { GARBAGE, LEFT_ALONE, READER } from "./garbage.ts";

const BUT_THE_READER: Readonly<Record<string, string>> = {
  user: `where email <> '${READER}'`,
  account: `where user_id not in (select id from "user" where email = '${READER}')`,
  session: `where user_id not in (select id from "user" where email = '${READER}')`,
};

type Column = { readonly table: string; readonly column: string; readonly type: string };

/** Columns of all our tables that no key, no reference and no uniqueness is made of. */
const COLUMNS = `
  select c.table_name as "table", c.column_name as "column", c.data_type as type
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and not exists (
    select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and i.indisunique and a.attname = c.column_name
  ) and not exists (
    select from information_schema.key_column_usage k
    where k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name
  )
  order by 1, 2`;

/** `columns` as `table.column`; `tablesLeft` would not take any row. */
export type BrokenRows = { readonly columns: readonly string[]; readonly tablesLeft: readonly string[] };

/** Breaks one row for each column of every table, each another row where there are enough; a table without rows gets one first. */
export async function breakRows(dataDir: string): Promise<BrokenRows> {
  return await onDatabase(dataDir, async (pool) => {
    const tablesLeft = await fillEmptyTables(pool);
    const { rows: columns } = await pool.query<Column>(COLUMNS);
    const broken: string[] = [];
    for (const [at, { table, column, type }] of columns.entries()) {
      const garbage = GARBAGE[type];
      // the open rollout's counters are not read but counted on
      if (garbage === undefined || LEFT_ALONE.has(table) || (type === "integer" && table !== "sample")) continue;
      const where = `ctid = (select ctid from "${table}" ${BUT_THE_READER[table] ?? ""} order by ctid desc offset
        (select $1 % greatest(1, least(20, count(*))) from "${table}" ${BUT_THE_READER[table] ?? ""}) limit 1)`;
      const { rowCount } = await pool
        .query(`update "${table}" set "${column}" = ${garbage} where ${where}`, [at * 3])
        // a constraint of the database does not let it be broken so
        .catch(() => ({ rowCount: 0 }));
      if (rowCount === 1) broken.push(`${table}.${column}`);
    }
    return { columns: broken, tablesLeft };
  });
}

/** How many rows there are in all tables together, those that were moved aside too. */
export async function countRows(dataDir: string): Promise<number> {
  return await onDatabase(dataDir, async (pool) => {
    const { rows: tables } = await pool.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    const counts = await Promise.all(
      tables.map(async ({ name }) => {
        const { rows } = await pool.query<{ n: string }>(`select count(*) as n from "${name}"`);
        return Number(rows[0]?.n ?? 0);
      }),
    );
    return counts.reduce((sum, n) => sum + n, 0);
  });
}

async function onDatabase<T>(dataDir: string, run: (pool: Pool) => Promise<T>): Promise<T> {
  const done = await withDatabase(
    { dataDir, databaseUrl: undefined, onEvent: () => undefined },
    { isReading: false, failed: "The rows cannot be broken", run: async (pool) => accept(await run(pool)) },
  );
  if (!done.ok) throw new Error(done.refusal.message);
  return done.value;
}
