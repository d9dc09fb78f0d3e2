import { parseEnvironment } from "#edges/env";
import { rotateLogKey } from "#edges/store/log/rotate-log-key";

type Said = { readonly text: string; readonly exitCode: number };

/** `holdpoint rotate-key`: another key signs the log from now on and vouches for the one before. 1 when it cannot, 2 for wrong input. */
export async function runRotateKey(
  variables: Readonly<Record<string, string | undefined>>,
  before: string | undefined,
): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const { HOLDPOINT_DATA: dataDir, DATABASE_URL: databaseUrl, HOLDPOINT_SIGNING_KEY: signingKey } = environment.value;
  const done = await rotateLogKey({ dataDir, databaseUrl, signingKey, before, onEvent: () => undefined });
  if (!done.ok) return { text: done.refusal.message, exitCode: done.refusal.code === "invalid" ? 2 : 1 };
  return { text: done.value, exitCode: 0 };
}
