import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";

/** The end of a rollout's log at a moment: number and hash of its last event, which covers every event before it. */
export type Head = { readonly rollout: string; readonly seq: number; readonly hash: string };

/** A head with the signature of a key that is not in the database. */
export type SignedHead = Head & {
  /** Of the rollout's row; null in the head of a version that did not cover it, and of the security log, which has none. */
  readonly rowHash: string | null;
  /** When it was signed, by the real clock, in epoch ms. */
  readonly signedAt: number;
  readonly key: string;
  /** Ed25519, base64url. */
  readonly signature: string;
};

/** What is signed. The rollout is in it, so that the heads of two rollouts cannot change places. */
export function signedText({ rollout, seq, hash, rowHash, signedAt, key }: Omit<SignedHead, "signature">): string {
  if (rowHash === null) return `holdpoint log head 1\n${rollout}\n${seq}\n${hash}\n${signedAt}\n${key}`;
  return `holdpoint log head 2\n${rollout}\n${seq}\n${hash}\n${rowHash}\n${signedAt}\n${key}`;
}

/** What the key that follows signs to vouch for the one before it. */
export function vouchText({ key, publicKey, by, heads }: Omit<Vouch, "signature">): string {
  return `holdpoint log key 1\n${key}\n${publicKey}\n${by}\n${heads}`;
}

/** What a key signs to say that what keys which are lost signed proves nothing; `heads` is `rollout:number:key`, by commas. */
export function adoptedText({ by, heads }: { readonly by: string; readonly heads: string }): string {
  return `holdpoint log adopted 1\n${by}\n${heads}`;
}

/** A key that was replaced, with the word of the key that replaced it; `heads` is where each log ended then. */
export type Vouch = {
  readonly key: string;
  readonly publicKey: string;
  readonly by: string;
  /** `rollout:number:hash:row hash`, separated by commas; the last part is missing where a head has none. */
  readonly heads: string;
  readonly signature: string;
};

/** The raw 32 bytes of a public key, base64url. */
export function publicKeyText(key: KeyObject): string {
  return key.export({ format: "jwk" }).x ?? "";
}

/** Null for a text that is no Ed25519 public key. */
export function publicKeyOf(text: string): KeyObject | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return null;
  try {
    return createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: text } });
  } catch {
    return null;
  }
}

/** A short name of a public key: the first 16 digits of its SHA-256. */
export function keyIdOf(publicKey: string): string {
  return createHash("sha256").update(publicKey).digest("hex").slice(0, 16);
}

/** Public keys that are believed, by id. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

export function isSigned(head: SignedHead, keys: TrustedKeys): boolean {
  return isSignature(signedText(head), { key: head.key, signature: head.signature, keys });
}

export function isSignature(
  text: string,
  about: { readonly key: string; readonly signature: string; readonly keys: TrustedKeys },
): boolean {
  const key = about.keys.get(about.key);
  if (!key || !/^[A-Za-z0-9_-]{86}$/.test(about.signature)) return false;
  return verify(null, Buffer.from(text), key, Buffer.from(about.signature, "base64url"));
}

/**
 * One line for a report, a mail or a file: `hp2.<rollout>.<number>.<hash>.<row hash>.<signed at>.<key>.<signature>`, or the same
 * with `hp1` and without the row.
 */
export function headText({ rollout, seq, hash, rowHash, signedAt, key, signature }: SignedHead): string {
  const covered = rowHash === null ? [hash] : [hash, rowHash];
  return [rowHash === null ? "hp1" : "hp2", rollout, seq, ...covered, signedAt, key, signature].join(".");
}

const HEAD =
  /hp([12])\.([0-9a-f-]{36})\.(\d{1,10})\.([0-9a-f]{64})(?:\.([0-9a-f]{64}))?\.(\d{1,15})\.([0-9a-f]{16})\.([A-Za-z0-9_-]{86})/;

/** The first head in a text, however much stands around it; null where there is none. */
export function headIn(text: string): SignedHead | null {
  const [, version, rollout = "", seq = "", hash = "", row, signedAt = "", key = "", signature = ""] =
    HEAD.exec(text) ?? [];
  // version 2 is the one with a row
  if (rollout === "" || (version === "2") !== (row !== undefined)) return null;
  return { rollout, seq: Number(seq), hash, rowHash: row ?? null, signedAt: Number(signedAt), key, signature };
}

/** Whether a text begins as a head does. */
export function looksLikeHead(text: string): boolean {
  return /^hp[12][.]/.test(text);
}
