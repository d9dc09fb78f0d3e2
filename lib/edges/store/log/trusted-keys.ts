import type { Pool, PoolClient } from "pg";
import { isReplaced } from "./log-signing.ts";
import {
  adoptedText,
  isSignature,
  isSigned,
  keyIdOf,
  publicKeyOf,
  vouchText,
  type SignedHead,
  type TrustedKeys,
  type Vouch,
} from "./signed-head.ts";

type Sql = Pick<Pool | PoolClient, "query">;
/** As much of a connection as looking up keys takes. */
export type Reads = { query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }> };

/** The row of `former_log_key` that is no key: up to where signatures of keys that are lost were adopted. */
const ADOPTED = "adopted";

export type Trust = {
  /** The key that is believed, and those before it that it vouches for, directly or through one that follows. */
  readonly keys: TrustedKeys;
  readonly vouches: readonly Vouch[];
  /** Whether somebody who adopted the log has accepted that this signature proves nothing. */
  readonly isAdopted: (signature: Pick<SignedHead, "rollout" | "seq" | "key">) => boolean;
  /** Why a key is none of `keys`, as the end of a sentence. */
  readonly whyUnknown: (key: string) => string;
};

type FormerRow = {
  readonly id: string;
  readonly public_key: string;
  readonly vouched_by: string;
  readonly heads: string;
  readonly signature: string;
};

/** What the public key that is believed makes of the former keys in the database. Only what leads back to it counts. */
export async function trustedKeys(sql: Reads, publicKey: string): Promise<Trust> {
  const found = await sql.query("select * from former_log_key order by made_at desc, id");
  const rows = found.rows as readonly FormerRow[];
  const { keys, vouches } = follow(rows, publicKey);
  const adopted = rows.find(({ id }) => id === ADOPTED);
  const ends = adopted && isWord(adopted, keys) ? adopted.heads.split(",") : [];
  return {
    keys,
    vouches,
    isAdopted: ({ rollout, seq, key }) => ends.some((end) => covers(end, { rollout, seq, key })),
    whyUnknown: (key) =>
      rows.some(({ id }) => id === key)
        ? "its row of former_log_key was changed, or the key that vouches for it is not known either"
        : "former_log_key has no row of it that says which key replaced it",
  };
}

/** Whether what comes next may be signed on top of this end. */
export async function isVouchedFor(sql: Reads, head: SignedHead | null, publicKey: string): Promise<boolean> {
  return head !== null && isTrusted(head, await trustedKeys(sql, publicKey));
}

/** Whether a key that is known signed this head, before it was replaced. */
export function isTrusted(head: SignedHead, { keys, vouches }: Pick<Trust, "keys" | "vouches">): boolean {
  return isSigned(head, keys) && !isReplaced(head, vouches);
}

/** Round by round: when a row was made is not signed, so that its place among the others proves nothing. */
function follow(rows: readonly FormerRow[], publicKey: string): Pick<Trust, "keys" | "vouches"> {
  const own = publicKeyOf(publicKey);
  const keys = new Map(own ? [[keyIdOf(publicKey), own]] : []);
  const vouches: Vouch[] = [];
  for (let known = -1; known < keys.size;) {
    known = keys.size;
    for (const { id: key, public_key: former, vouched_by: by, heads, signature } of rows) {
      const found = publicKeyOf(former);
      const text = vouchText({ key, publicKey: former, by, heads });
      if (keys.has(key) || !found || keyIdOf(former) !== key || !isSignature(text, { key: by, signature, keys }))
        continue;
      keys.set(key, found);
      vouches.push({ key, publicKey: former, by, heads, signature });
    }
  }
  return { keys, vouches };
}

function isWord({ vouched_by: by, heads, signature }: FormerRow, keys: TrustedKeys): boolean {
  return isSignature(adoptedText({ by, heads }), { key: by, signature, keys });
}

function covers(end: string, { rollout, seq, key }: Pick<SignedHead, "rollout" | "seq" | "key">): boolean {
  const [ofRollout, upTo, ofKey] = end.split(":");
  return ofRollout === rollout && ofKey === key && seq <= Number(upTo);
}

/** Signatures of one key that is not known, in one rollout's log. */
export type UnknownKey = {
  readonly rollout: string;
  readonly key: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
};

/** Keys that signed and are neither known nor adopted; of one rollout, or of all. */
export async function unknownKeys(sql: Sql, trust: Trust, rollout: string | null): Promise<readonly UnknownKey[]> {
  const { rows } = await sql.query<UnknownKey>({
    name: "unknown-log-keys",
    text: `select rollout_id as rollout, key_id as key, count(*)::int as count, min(seq) as first, max(seq) as last
      from log_signature where ($1::uuid is null or rollout_id = $1) and not (key_id = any($2)) group by 1, 2 order by 1, 4`,
    values: [rollout, [...trust.keys.keys()]],
  });
  return rows.filter(({ key, last, rollout: of }) => !trust.isAdopted({ rollout: of, key, seq: last }));
}

/** One sentence. */
export function unknownKeyFault({ key, count, first, last }: UnknownKey, { whyUnknown }: Trust): string {
  const what =
    count === 1 ? `The signature of event ${first} is` : `${count} signatures of events ${first} to ${last} are`;
  return `${what} of key ${key}, which this installation does not know: ${whyUnknown(key)}.`;
}

/**
 * Says once and for all that the signatures of unknown keys which are there now prove nothing: from then on one that is not
 * named here is of a key that was taken away.
 */
export async function adoptUnknownKeys(
  sql: Sql,
  key: { readonly publicKey: string; adopt(heads: string): { readonly by: string; readonly signature: string } },
): Promise<void> {
  const trust = { ...(await trustedKeys(sql, key.publicKey)), isAdopted: () => false };
  const heads = (await unknownKeys(sql, trust, null)).map(({ rollout, last, key: id }) => `${rollout}:${last}:${id}`);
  if (heads.length === 0) return;
  const { by, signature } = key.adopt(heads.join(","));
  await sql.query(
    `insert into former_log_key (id, public_key, vouched_by, heads, signature) values ($1, '', $2, $3, $4)
     on conflict (id) do update set vouched_by = excluded.vouched_by, heads = excluded.heads,
       signature = excluded.signature`,
    [ADOPTED, by, heads.join(","), signature],
  );
}
