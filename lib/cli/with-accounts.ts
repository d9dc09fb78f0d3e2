import { accept, refuse, type Outcome } from "#core/outcome";
import { securityLog, type SecurityLog } from "#edges/auth/security-log";
import { rowsOf, together, type Sql } from "#edges/auth/sql";
import { parseEnvironment, type Environment } from "#edges/env";
import { findLogKey, type LogKey } from "#edges/store/log/log-key";
import { securitySigning } from "#edges/store/log/security-end";
import { withDatabase } from "#edges/store/with-database";

export type Said = { readonly text: string; readonly exitCode: number };

type Work = {
  /** What failed, as the sentence begins. */
  readonly failed: string;
  /** What to print, or why not: then nothing of it has happened. */
  readonly run: (sql: Sql, security: SecurityLog, environment: Environment) => Promise<Outcome<string>>;
};

/** A change of accounts by whoever holds the database; Holdpoint may run meanwhile. */
export async function withAccounts(
  variables: Readonly<Record<string, string | undefined>>,
  { failed, run }: Work,
): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const { HOLDPOINT_DATA: dataDir, DATABASE_URL: databaseUrl, HOLDPOINT_SIGNING_KEY: signingKey } = environment.value;
  const key = await findLogKey(dataDir, signingKey);
  if (!key.ok) return { text: key.refusal.message, exitCode: 2 };
  const done = await withDatabase(
    { dataDir, databaseUrl, onEvent: () => undefined },
    {
      ...{ isReading: false, failed },
      run: (pool) =>
        together(pool, async (sql) => {
          const own = await ownKey(sql, key.value, dataDir);
          if (!own.ok) return own;
          const security = securityLog(pool, Date.now, securitySigning({ key: own.value, now: Date.now }));
          return await run(sql, security, environment.value);
        }),
    },
  );
  return done.ok ? { text: done.value, exitCode: 0 } : { text: done.refusal.message, exitCode: 1 };
}

/** What is not in the security log has not happened, and with another key it would look like somebody's forgery. */
async function ownKey(sql: Sql, key: LogKey | null, dataDir: string): Promise<Outcome<LogKey>> {
  const asks = "Set HOLDPOINT_DATA to the folder of the program that runs, or HOLDPOINT_SIGNING_KEY.";
  if (key === null) return refuse("not_found", `There is no key in ${dataDir} to sign the security log with. ${asks}`);
  const [head] = await rowsOf<{ key_id: string | null }>(sql, "select key_id from security_head where id = 1");
  const isAnother = head?.key_id && head.key_id !== key.id;
  return isAnother
    ? refuse("conflict", `The security log is signed with another key than this one. ${asks}`)
    : accept(key);
}
