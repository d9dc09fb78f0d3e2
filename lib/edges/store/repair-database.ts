import { accept, type Outcome } from "#core/outcome";
import type { UnreadableRow } from "#engine/ports";
import { whereOf } from "./database-address.ts";
import { holdDatabase } from "./database-hold.ts";
import { findUnreadable } from "./find-unreadable.ts";
import { migrateAs } from "./migrate.ts";
import type { PostgresOptions } from "./open-postgres.ts";
import { quarantine } from "./quarantine.ts";
import { withDatabase } from "./with-database.ts";

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** The log is a chain: a row that is taken out breaks it. */
const LOG = "rollout_event";

/** Nobody can do without a role, and an account cannot do without its row. */
function stays({ table, column, isAdded }: UnreadableRow): boolean {
  return (table === LOG && isAdded !== true) || (table === "user" && column === "role");
}

export type Repair = { readonly found: readonly UnreadableRow[]; readonly moved: readonly UnreadableRow[] };

/** Lists rows that cannot be read, whether a program runs or not. Changes nothing. */
export function findUnreadableRows(options: PostgresOptions): Promise<Outcome<Repair>> {
  return withDatabase(options, {
    isReading: true,
    failed: "The database cannot be looked through",
    run: async (pool) => accept({ found: await findUnreadable(pool), moved: [] }),
  });
}

/** Moves rows that cannot be read to `quarantined_row`; refused while a program has the database. */
export function quarantineUnreadableRows(options: PostgresOptions): Promise<Outcome<Repair>> {
  return withDatabase(options, {
    isReading: false,
    failed: "The database cannot be repaired",
    run: async (pool, { connection, owner }) => {
      const where = whereOf(options.databaseUrl, options.dataDir);
      const hold = await holdDatabase(connection, { where, log: SILENT, onLost: () => undefined });
      if (!hold.ok) return hold;
      try {
        const migrated = await migrateAs(owner, options.onEvent);
        if (!migrated.ok) return migrated;
        const found = await findUnreadable(pool);
        const moved = found.filter((row) => !stays(row));
        for (const row of moved) await quarantine(pool, row);
        return accept({ found, moved });
      } finally {
        await hold.value.close();
      }
    },
  });
}
