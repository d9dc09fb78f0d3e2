import type { Outcome } from "#core/outcome";
import { whereOf } from "./database-address.ts";
import { holdDatabase } from "./database-hold.ts";
import { adoptInstallation } from "./installation.ts";
import { migrateAs } from "./migrate.ts";
import type { PostgresOptions } from "./open-postgres.ts";
import { withDatabase } from "./with-database.ts";

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Makes the data folder and the database one installation, whatever they were; refused while a program has the database. */
export async function adoptDatabase(
  options: PostgresOptions & { readonly secret: string | undefined },
): Promise<Outcome<string>> {
  const { dataDir, databaseUrl, secret, onEvent } = options;
  const where = whereOf(databaseUrl, dataDir);
  return withDatabase(options, {
    isReading: false,
    failed: "The database cannot be adopted",
    run: async (pool, { connection, owner }) => {
      const hold = await holdDatabase(connection, { where, log: SILENT, onLost: () => undefined });
      if (!hold.ok) return hold;
      try {
        const migrated = await migrateAs(owner, onEvent);
        return migrated.ok ? await adoptInstallation(pool, { dataDir, secret }, where) : migrated;
      } finally {
        await hold.value.close();
      }
    },
  });
}
