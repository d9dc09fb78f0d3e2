import { accept } from "#core/outcome";
import { checkSecurityLog } from "#edges/auth/security-log";
import { parseEnvironment } from "#edges/env";
import { withDatabase } from "#edges/store/with-database";

type Said = { readonly text: string; readonly exitCode: number };

/** `holdpoint verify-log --security`: 0 when every row is as it was written, 1 when not or when nothing can be read. */
export async function runVerifySecurityLog(variables: Readonly<Record<string, string | undefined>>): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const { HOLDPOINT_DATA: dataDir, DATABASE_URL: databaseUrl } = environment.value;
  const read = await withDatabase(
    { dataDir, databaseUrl, onEvent: () => undefined },
    {
      isReading: true,
      failed: "The security log cannot be read",
      run: async (pool) => accept(await checkSecurityLog(pool)),
    },
  );
  if (!read.ok) return { text: read.refusal.message, exitCode: 1 };
  const { events, hash, faults } = read.value;
  const about = `security log: ${events.toLocaleString("en")} ${events === 1 ? "event" : "events"}`;
  const head = hash === "" ? "" : `, head ${hash}`;
  if (faults.length === 0) return { text: `${about}, all as written${head}`, exitCode: 0 };
  return { text: [`${about}, not as written${head}`, ...faults.map((fault) => `  ${fault}`)].join("\n"), exitCode: 1 };
}
