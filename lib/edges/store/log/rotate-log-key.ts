import type { Pool } from "pg";
import { accept, refuse, type Outcome } from "#core/outcome";
import { whereOf } from "../database-address.ts";
import { holdDatabase } from "../database-hold.ts";
import type { PostgresOptions } from "../open-postgres.ts";
import { withDatabase } from "../with-database.ts";
import { openHeadFile } from "./head-file.ts";
import { findLogKey, openLogKey, replaceLogKey, type LogKey } from "./log-key.ts";
import { rowBook, type RowBook } from "./rollout-row.ts";
import { SECURITY_LOG_ID } from "./security-end.ts";
import { keyIdOf, publicKeyOf, type Vouch } from "./signed-head.ts";

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

export type RotateOptions = PostgresOptions & {
  readonly signingKey: string | undefined;
  /** The public key of before, for whoever keeps keys in the environment. */
  readonly before: string | undefined;
};

/**
 * Puts another key in the place of the one that signs, which vouches for it up to where the logs end now. Refused while a
 * program has the database. Answers a sentence with the new public key.
 */
export async function rotateLogKey(options: RotateOptions): Promise<Outcome<string>> {
  const where = whereOf(options.databaseUrl, options.dataDir);
  return withDatabase(options, {
    isReading: false,
    failed: "The key cannot be replaced",
    run: async (pool, { connection }) => {
      const hold = await holdDatabase(connection, { where, log: SILENT, onLost: () => undefined });
      if (!hold.ok) return hold;
      try {
        const keys = await keysOf(options);
        if (!keys.ok) return keys;
        const { before, next } = keys.value;
        const kept = await openHeadFile(options.dataDir, () => undefined);
        const heads = await headsNow(pool, rowBook(before, kept));
        await keepVouch(pool, next.vouchFor({ key: keyIdOf(before), publicKey: before, heads }));
        return accept(
          `Key ${next.id} signs from now on and vouches for key ${keyIdOf(before)}. Its public key: ${next.publicKey}`,
        );
      } finally {
        await hold.value.close();
      }
    },
  });
}

type Keys = { readonly before: string; readonly next: LogKey };

async function keysOf({ dataDir, signingKey, before }: RotateOptions): Promise<Outcome<Keys>> {
  if (signingKey !== undefined) {
    if (before === undefined || publicKeyOf(before) === null)
      return refuse("invalid", "HOLDPOINT_SIGNING_KEY holds the new key: name the public key of before with --before.");
    const next = await openLogKey(dataDir, signingKey);
    return next.ok ? accept({ before, next: next.value }) : next;
  }
  const old = await findLogKey(dataDir, undefined);
  if (!old.ok) return old;
  if (old.value === null) return refuse("not_found", `There is no key in ${dataDir}: the next start makes one.`);
  const next = await replaceLogKey(dataDir, old.value);
  return next.ok ? accept({ before: old.value.publicKey, next: next.value }) : next;
}

async function headsNow(pool: Pool, rowHash: RowBook): Promise<string> {
  const { rows } = await pool.query<{ id: string; log_seq: number; log_hash: string }>(
    "select id, log_seq, log_hash from rollout where log_seq > 0 order by id",
  );
  const { rows: security } = await pool.query<{ seq: number; hash: string }>(
    "select seq, hash from security_head where seq > 0",
  );
  const ends = security.map(({ seq, hash }) => `${SECURITY_LOG_ID}:${seq}:${hash}`);
  for (const { id, log_seq: seq, log_hash: hash } of rows)
    ends.unshift([id, seq, hash, (await rowHash(pool, id)) ?? ""].join(":"));
  return ends.join(",");
}

async function keepVouch(pool: Pool, { key, publicKey, by, heads, signature }: Vouch): Promise<void> {
  await pool.query(
    `insert into former_log_key (id, public_key, vouched_by, heads, signature) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set vouched_by = excluded.vouched_by, heads = excluded.heads,
       signature = excluded.signature`,
    [key, publicKey, by, heads, signature],
  );
}
