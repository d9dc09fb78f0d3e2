import pg from "pg";

/** What the program itself connects as; the role that `initdb` made starts, stops and migrates. */
export const PROGRAM_USER = "holdpoint_program";
const TIMEOUT_MS = 30_000;

/** pg-boss keeps tables, types and functions of its own there, and changes them itself. */
const QUEUE_SCHEMA = "holdpoint_queue";

/**
 * Makes the role that the program connects as, or makes an older database's fit for it: it reads and writes rows, vacuums,
 * makes schemas of its own, and may do nothing else. Safe at every start.
 */
export async function ensureProgramRole(
  owner: pg.ClientConfig & { readonly database: string },
  password: string,
): Promise<void> {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: TIMEOUT_MS, query_timeout: TIMEOUT_MS });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin");
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [PROGRAM_USER]);
    if (rowCount === 0) await client.query(`create role ${PROGRAM_USER}`);
    await client.query(
      `alter role ${PROGRAM_USER} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
        password ${client.escapeLiteral(password)}`,
    );
    await client.query(grantsIn(owner.database));
    await client.query(HAND_OVER_QUEUE);
    await client.query("commit");
  } finally {
    await client.end().catch(() => undefined);
  }
}

function grantsIn(database: string): string {
  // `maintain`: it vacuums what it has packed
  const rows = "select, insert, update, delete, maintain";
  return `
    grant connect, create, temporary on database ${pg.escapeIdentifier(database)} to ${PROGRAM_USER};
    grant usage on schema public to ${PROGRAM_USER};
    grant ${rows} on all tables in schema public to ${PROGRAM_USER};
    grant usage, select, update on all sequences in schema public to ${PROGRAM_USER};
    alter default privileges in schema public grant ${rows} on tables to ${PROGRAM_USER};
    alter default privileges in schema public grant usage, select, update on sequences to ${PROGRAM_USER};`;
}

/** What an earlier version made there as the owner of everything. */
const HAND_OVER_QUEUE = `
do $$
declare part record;
begin
  if to_regnamespace('${QUEUE_SCHEMA}') is null then return; end if;
  alter schema ${QUEUE_SCHEMA} owner to ${PROGRAM_USER};
  for part in select c.oid::regclass as name, c.relkind from pg_class c
    where c.relnamespace = to_regnamespace('${QUEUE_SCHEMA}') and c.relkind in ('r', 'p', 'v', 'S')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i') and c.relkind = 'S') loop
    execute format('alter %s %s owner to ${PROGRAM_USER}',
      case part.relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end, part.name);
  end loop;
  for part in select p.oid::regprocedure as name from pg_proc p where p.pronamespace = to_regnamespace('${QUEUE_SCHEMA}') loop
    execute format('alter function %s owner to ${PROGRAM_USER}', part.name);
  end loop;
  for part in select t.oid::regtype as name from pg_type t
    where t.typnamespace = to_regnamespace('${QUEUE_SCHEMA}') and t.typtype in ('e', 'd') loop
    execute format('alter type %s owner to ${PROGRAM_USER}', part.name);
  end loop;
end $$`;
