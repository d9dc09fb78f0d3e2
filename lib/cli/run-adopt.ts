import { parseEnvironment } from "#edges/env";
import { adoptDatabase } from "#edges/store/adopt-database";
import { checkSecurity } from "./run-verify-security-log.ts";

type Said = { readonly text: string; readonly exitCode: number };

/** `holdpoint adopt`: this data folder and this database become one installation. 1 when they cannot, 2 for wrong input. */
export async function runAdopt(variables: Readonly<Record<string, string | undefined>>): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const {
    HOLDPOINT_DATA: dataDir,
    DATABASE_URL: databaseUrl,
    HOLDPOINT_SECRET: secret,
    HOLDPOINT_SIGNING_KEY: signingKey,
  } = environment.value;
  const adopted = await adoptDatabase({
    ...{ dataDir, databaseUrl, secret, signingKey, onEvent: () => undefined },
    securityFaults: async (pool, proof) => (await checkSecurity(pool, proof)).faults,
  });
  return adopted.ok ? { text: adopted.value, exitCode: 0 } : { text: adopted.refusal.message, exitCode: 1 };
}
