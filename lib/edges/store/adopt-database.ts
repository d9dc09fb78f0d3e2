import type pg from "pg";
import { accept, type Outcome } from "#core/outcome";
import { whereOf } from "./database-address.ts";
import { holdDatabase } from "./database-hold.ts";
import { adoptInstallation } from "./installation.ts";
import type { LogProof } from "./log/log-report.ts";
import type { LogSigning } from "./log/log-signing.ts";
import { openSigning } from "./log/open-signing.ts";
import { SECURITY_LOG_ID, signSecurityAsFound } from "./log/security-end.ts";
import { signAsFound } from "./log/sign-as-found.ts";
import { verifyLogs } from "./log/verify-log.ts";
import { migrateAs } from "./migrate.ts";
import type { PostgresOptions } from "./open-postgres.ts";
import { withDatabase } from "./with-database.ts";

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

type AdoptOptions = PostgresOptions & {
  readonly secret: string | undefined;
  readonly signingKey?: string | undefined;
  /** What is not as it was written in the security log, which another edge reads. */
  readonly securityFaults: SecurityFaults;
};
type SecurityFaults = (pool: pg.Pool, proof: LogProof) => Promise<readonly string[]>;

/** Makes the data folder and the database one installation, whatever they were; refused while a program has the database. */
export async function adoptDatabase(options: AdoptOptions): Promise<Outcome<string>> {
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
        if (!migrated.ok) return migrated;
        const signing = await openSigning({ ...options, log: SILENT });
        if (!signing.ok) return signing;
        const adopted = await adoptInstallation(pool, { dataDir, secret }, where);
        if (!adopted.ok) return adopted;
        const found = await faultsBefore(pool, signing.value, options.securityFaults);
        // a restored log ends where the backup did, and a new folder has a new key
        await signAllAsFound(pool, signing.value);
        return accept([adopted.value, ...found].join("\n"));
      } finally {
        await hold.value.close();
      }
    },
  });
}

/** What signing hides from whoever looks later. */
async function faultsBefore(
  pool: pg.Pool,
  { key: { publicKey }, heads }: LogSigning,
  securityFaults: SecurityFaults,
): Promise<readonly string[]> {
  const kept = heads.all().filter(({ rollout }) => rollout !== SECURITY_LOG_ID);
  const reports = await verifyLogs(pool, { publicKey, heads: kept });
  const security = await securityFaults(pool, { publicKey, heads: heads.all() });
  const lines = [
    ...reports.flatMap(({ plan, kind, faults }) => faults.map((fault) => `  ${plan} ${kind}: ${fault}`)),
    ...security.map((fault) => `  security log: ${fault}`),
  ];
  if (lines.length === 0) return [];
  return [
    "The logs were signed as they were found. Keep this: verify-log will not say it again. It had found:",
    ...lines,
  ];
}

async function signAllAsFound(pool: pg.Pool, signing: LogSigning): Promise<void> {
  await signAsFound(pool, signing);
  const security = await signSecurityAsFound(pool, signing);
  if (security) signing.heads.keep(security);
  await signing.heads.close();
}
