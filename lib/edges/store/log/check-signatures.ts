import type { PoolClient } from "pg";
import { utcText } from "#core/iso-text";
import { isReplaced, missingWords, signedHeadOf, vouchedEnd } from "./log-signing.ts";
import { ROW_WAS_CHANGED } from "./rollout-row.ts";
import { headText, isSigned, type Head, type SignedHead, type TrustedKeys, type Vouch } from "./signed-head.ts";
import { trustedKeys, unknownKeyFault, unknownKeys } from "./trusted-keys.ts";
import type { LogProof, LogReport } from "./log-report.ts";

type Row = Parameters<typeof signedHeadOf>[0] & { readonly event_hash: string | null };
type Found = { readonly signed: SignedHead; readonly eventHash: string | null };

/** The end that the database names, with the hash of the rollout's row as it is there. */
type End = Head & { readonly rowHash: string };

/** What the signatures of one log prove and where they do not hold. */
export async function checkSignatures(
  client: PoolClient,
  head: End,
  { publicKey, heads }: LogProof,
): Promise<Pick<LogReport, "signed" | "signedHead" | "faults">> {
  const found = await signaturesOf(client, head.rollout);
  const last = found.at(-1)?.signed ?? null;
  const outside = heads.filter(({ rollout }) => rollout === head.rollout);
  const kept = [...(await keptFaults(client, head, outside)), ...rowFaults(head, outside)];
  const signedHead = last && headText(last);
  if (head.seq === 0) return { signed: "empty", signedHead, faults: kept };
  if (publicKey === null)
    return { signed: "signatures not checked: no public key is known here", signedHead, faults: kept };
  const trust = await trustedKeys(client, publicKey);
  const { keys, vouches } = trust;
  // the key of the last is named with it
  const unknown = (await unknownKeys(client, trust, head.rollout)).filter(({ key }) => key !== last?.key);
  const known = found.filter(({ signed }) => keys.has(signed.key));
  const faults = known.flatMap((row) => signatureFault(row, { keys, vouches }) ?? []);
  const unknownFaults = unknown.map((each) => unknownKeyFault(each, trust));
  const signedRow = rowFaults(head, newestWithRow(known, { keys, vouches }));
  const isWhole = last?.seq === head.seq && last.hash === head.hash && isSigned(last, keys);
  return {
    signed: signedWords(known, found.length - known.length),
    signedHead,
    faults: [
      ...new Set([
        ...unknownFaults,
        ...faults,
        ...(isWhole ? [] : [lastFault(head, last, keys)]),
        ...kept,
        ...signedRow,
      ]),
    ],
  };
}

async function signaturesOf(client: PoolClient, rollout: string): Promise<readonly Found[]> {
  const { rows } = await client.query<Row>(
    `select s.*, e.hash as event_hash from log_signature s
     left join rollout_event e on e.rollout_id = s.rollout_id and e.seq = s.seq
     where s.rollout_id = $1 order by s.seq`,
    [rollout],
  );
  return rows.map((row) => ({ signed: signedHeadOf(row), eventHash: row.event_hash }));
}

type Keys = { readonly keys: TrustedKeys; readonly vouches: readonly Vouch[] };

function signatureFault({ signed, eventHash }: Found, { keys, vouches }: Keys): string | null {
  const { seq, hash, key } = signed;
  if (!isSigned(signed, keys)) return `The signature of event ${seq} was changed, or was made for another log.`;
  // an event that is gone is named by the check of the rows
  if (eventHash !== null && eventHash !== hash)
    return `Event ${seq} is not the one that was signed at ${moment(signed)}.`;
  if (isReplaced(signed, vouches)) return `Event ${seq} is signed with key ${key}, which had been replaced by then.`;
  return null;
}

/** The newest signature that covers the row, itself or by what the key that followed vouched for. */
function newestWithRow(known: readonly Found[], { keys, vouches }: Keys): readonly SignedHead[] {
  const newest = known.findLast(({ signed }) => signed.rowHash !== null && isSigned(signed, keys))?.signed;
  const last = known.at(-1)?.signed;
  const vouched = (last && vouchedEnd(last, vouches)?.rowHash) ?? null;
  return [...(newest ? [newest] : []), ...(last && vouched !== null ? [{ ...last, rowHash: vouched }] : [])];
}

/** At most one: the first of these heads that was signed with another row. */
function rowFaults({ rowHash }: End, heads: readonly SignedHead[]): readonly string[] {
  const other = heads.find((head) => head.rowHash !== null && head.rowHash !== rowHash);
  return other ? [`${ROW_WAS_CHANGED} at ${moment(other)}.`] : [];
}

function lastFault({ seq }: Head, last: SignedHead | null, keys: TrustedKeys): string {
  if (last === null) return "It has no signature: whatever signed it was taken away.";
  if (!keys.has(last.key))
    return `Event ${seq}, the last, is signed with key ${last.key}, which this installation does not know.`;
  return `Event ${seq}, the last, is not signed: the newest signature is of event ${last.seq}.`;
}

/** Heads that were kept outside the database must still be part of the log. */
async function keptFaults(
  client: PoolClient,
  { rollout, seq: end }: Head,
  heads: readonly SignedHead[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const head of heads) {
    const { rows } = await client.query<{ hash: string }>(
      "select hash from rollout_event where rollout_id = $1 and seq = $2",
      [rollout, head.seq],
    );
    const [row] = rows;
    if (!row) faults.push(`${missingWords(Math.min(end, head.seq - 1) + 1, head.seq)}, and ${wasSigned(head)}.`);
    else if (row.hash !== head.hash)
      faults.push(`Event ${head.seq} is not the one that was signed at ${moment(head)}.`);
  }
  return faults;
}

function wasSigned(head: SignedHead): string {
  return `event ${head.seq} was signed at ${moment(head)}`;
}

function moment({ signedAt }: SignedHead): string {
  return utcText(signedAt, "minute");
}

function signedWords(known: readonly Found[], unknown: number): string {
  const first = known[0]?.signed;
  const last = known.at(-1)?.signed;
  if (!first || !last) return "not signed";
  const before = unknown > 0 ? ` (${unknown} signatures of keys that are not known here are not counted)` : "";
  return `signed with key ${last.key} since event ${first.seq}${before}`;
}
