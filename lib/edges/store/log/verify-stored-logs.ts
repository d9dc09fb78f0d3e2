import type { Pool } from "pg";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { PostgresOptions } from "../open-postgres.ts";
import { withDatabase } from "../with-database.ts";
import { openHeadFile } from "./head-file.ts";
import { findLogKey } from "./log-key.ts";
import { givenHead, givenKey } from "./given-proof.ts";
import { isSigned, type SignedHead } from "./signed-head.ts";
import { trustedKeys } from "./trusted-keys.ts";
import type { LogProof, LogReport } from "./log-report.ts";
import { SECURITY_LOG_ID } from "./security-end.ts";
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
  const given = givenHead(options.since);
  if (given.ok && given.value?.rollout === SECURITY_LOG_ID)
    return refuse("invalid", "The head of --since is the security log's: add --security.");
  return withProof(options, (pool, { publicKey, heads }) =>
    verifyLogs(pool, { publicKey, heads: heads.filter(({ rollout }) => rollout !== SECURITY_LOG_ID) }),
  );
}

/** Does `check` on the database as it is found, with what lies outside it and can speak against it. */
export async function withProof<T>(
  options: VerifyOptions,
  check: (pool: Pool, proof: LogProof) => Promise<T>,
): Promise<Outcome<T>> {
  const key = await believedKey(options);
  if (!key.ok) return key;
  const given = givenHead(options.since);
  if (!given.ok) return given;
  const since = given.value;
  const kept = await openHeadFile(options.dataDir, () => undefined);
  return await withDatabase(options, {
    isReading: true,
    failed: "The log cannot be read",
    run: async (pool) => {
      if (since && key.value !== null && !isSigned(since, (await trustedKeys(pool, key.value)).keys))
        return refuse("invalid", "The head of --since is not signed with a key that this installation knows.");
      const heads: readonly SignedHead[] = [...kept.all(), ...(since ? [since] : [])];
      return accept(await check(pool, { publicKey: key.value, heads }));
    },
  });
}

/** Null where this machine has none, as for somebody who was only given the database, or a download. */
export async function believedKey({
  dataDir,
  signingKey,
  publicKey,
}: Pick<VerifyOptions, "dataDir" | "signingKey" | "publicKey">): Promise<Outcome<string | null>> {
  if (publicKey !== undefined) return givenKey(publicKey);
  const key = await findLogKey(dataDir, signingKey);
  if (!key.ok) return key;
  return accept(key.value?.publicKey ?? null);
}
