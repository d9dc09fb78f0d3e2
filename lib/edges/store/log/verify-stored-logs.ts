import { accept, type Outcome } from "#core/outcome";
import type { PostgresOptions } from "../open-postgres.ts";
import { withDatabase } from "../with-database.ts";
import { verifyLogs, type LogReport } from "./verify-log.ts";

/** `verifyLogs` for whoever has only the data folder or the address of the database. */
export async function verifyStoredLogs(options: PostgresOptions): Promise<Outcome<readonly LogReport[]>> {
  return await withDatabase(options, {
    isReading: true,
    failed: "The log cannot be read",
    run: async (pool) => accept(await verifyLogs(pool)),
  });
}
