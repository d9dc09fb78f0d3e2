import { accept, type Outcome } from "#core/outcome";
import type { Log } from "#engine/ports";
import { openHeadFile } from "./head-file.ts";
import { openLogKey, type LogKey } from "./log-key.ts";
import type { LogSigning } from "./log-signing.ts";

export type SigningOptions = {
  readonly dataDir: string;
  readonly signingKey?: string | undefined;
  readonly log: Log;
};

/** What signs the log, from the environment or the data folder; refuses a key that others can read, or that is none. */
export async function openSigning({ dataDir, signingKey, log }: SigningOptions): Promise<Outcome<LogSigning>> {
  const key: Outcome<LogKey> = await openLogKey(dataDir, signingKey);
  if (!key.ok) return key;
  const heads = await openHeadFile(dataDir, (error) =>
    log.warn({ error: String(error) }, "the newest heads of the log cannot be kept outside the database"),
  );
  return accept({ key: key.value, heads, now: () => Date.now() });
}
