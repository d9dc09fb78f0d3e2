import type { Pool } from "pg";
import { GARBAGE, LEFT_ALONE, READER } from "./garbage.ts";

type Column = {
  readonly column: string;
  readonly type: string;
  /** A row of another table that it must name. */
  readonly parent: string | null;
  readonly parentColumn: string | null;
};

const TABLES =
  "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1";
const COLUMNS = `
  select c.column_name as "column", c.data_type as type, parent.relname as parent, their.attname as "parentColumn"
  from information_schema.columns c
  left join pg_attribute ours on ours.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and ours.attname = c.column_name
  left join pg_constraint k on k.contype = 'f' and k.conrelid = ours.attrelid and k.conkey = array[ours.attnum]
  left join pg_class parent on parent.oid = k.confrelid
  left join pg_attribute their on their.attrelid = k.confrelid and k.confkey = array[their.attnum]
  where c.table_schema = 'public' and c.table_name = $1 and c.column_default is null`;
const VALUES: Readonly<Record<string, string>> = {
  ...GARBAGE,
  uuid: "gen_random_uuid()",
  bigint: "-1",
  boolean: "false",
  "double precision": "'NaN'",
  "timestamp with time zone": "now() + interval '1 hour'",
};

/** Puts a row that nothing can read into every table that has none; answers the tables that would not take one. */
export async function fillEmptyTables(pool: Pool): Promise<readonly string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(TABLES);
  const left: string[] = [];
  for (const { name } of tables.filter((table) => !LEFT_ALONE.has(table.name))) {
    const { rows: found } = await pool.query(`select 1 from "${name}" limit 1`);
    if (found.length === 0 && !(await putRow(pool, name))) left.push(name);
  }
  return left;
}

async function putRow(pool: Pool, table: string): Promise<boolean> {
  const { rows: columns } = await pool.query<Column>(COLUMNS, [table]);
  const names = columns.map(({ column }) => `"${column}"`).join(", ");
  return await pool.query(`insert into "${table}" (${names}) values (${columns.map(valueOf).join(", ")})`).then(
    ({ rowCount }) => rowCount === 1,
    () => false,
  );
}

/** Of the newest row, which the running program reads; but nothing of whoever reads it all afterwards. */
function valueOf({ type, parent, parentColumn }: Column): string {
  if (parent === null) return VALUES[type] ?? "null";
  const others = parent === "user" ? `where email <> '${READER}'` : "";
  return `(select "${parentColumn}" from "${parent}" ${others} order by ctid desc limit 1)`;
}
