import { accept, refuse, type Outcome } from "#core/outcome";
import type { PostgresOptions } from "../open-postgres.ts";
import { withDatabase } from "../with-database.ts";
import { openHeadFile } from "./head-file.ts";
import { findLogKey } from "./log-key.ts";
import { headIn, isSigned, publicKeyOf, type SignedHead } from "./signed-head.ts";
import { trustedKeys } from "./log-signing.ts";
import type { LogReport } from "./log-report.ts";
import { verifyLogs } from "./verify-log.ts";

export type VerifyOptions = PostgresOptions & {
  /** `HOLDPOINT_SIGNING_KEY`, where it is set. */
  readonly signingKey?: string | undefined;
  /** Believed instead of this folder's key. */
  readonly publicKey?: string | undefined;
  /** A text that holds a head of earlier, as a report or a mail carries it. */
  readonly since?: string | undefined;
};

/** `verifyLogs` for whoever has only the data folder or the address of the database. */
export async function verifyStoredLogs(options: VerifyOptions): Promise<Outcome<readonly LogReport[]>> {
  const key = await believedKey(options);
  if (!key.ok) return key;
  const since = options.since === undefined ? null : headIn(options.since);
  if (options.since !== undefined && since === null)
    return refuse(
      "invalid",
      "--since holds no signed head: it looks like hp1.<rollout>.<number>.… and stands in every report.",
    );
  const kept = await openHeadFile(options.dataDir, () => undefined);
  return await withDatabase(options, {
    isReading: true,
    failed: "The log cannot be read",
    run: async (pool) => {
      if (since && key.value !== null && !isSigned(since, (await trustedKeys(pool, key.value)).keys))
        return refuse("invalid", "The head of --since is not signed with a key that this installation knows.");
      const heads: readonly SignedHead[] = [...kept.all(), ...(since ? [since] : [])];
      return accept(await verifyLogs(pool, { publicKey: key.value, heads }));
    },
  });
}

/** Null where this machine has none, as for somebody who was only given the database. */
async function believedKey({ dataDir, signingKey, publicKey }: VerifyOptions): Promise<Outcome<string | null>> {
  if (publicKey !== undefined)
    return publicKeyOf(publicKey)
      ? accept(publicKey)
      : refuse("invalid", "--public-key is no Ed25519 public key: it is 43 letters, and stands on the page Log.");
  const key = await findLogKey(dataDir, signingKey);
  if (!key.ok) return key;
  return accept(key.value?.publicKey ?? null);
}
