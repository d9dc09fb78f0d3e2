import { createHash, randomBytes } from "node:crypto";
import { bearerOf } from "./bearer.ts";

/** A key as the configuration holds it: never the key itself. Without `targets` it may push for every target. */
export type PushKey = {
  readonly name: string;
  readonly hash: string;
  readonly targets?: readonly string[] | undefined;
};

/** A new key and the line that the configuration keeps of it. */
export function newPushKey(): { readonly key: string; readonly hash: string } {
  const key = `hp_${randomBytes(24).toString("base64url")}`;
  return { key, hash: hashOf(key) };
}

/** The key that an `Authorization: Bearer` header names, or null. Comparing hashes leaves no timing to learn from. */
export function findPushKey(keys: readonly PushKey[], authorization: string | null): PushKey | null {
  const offered = bearerOf(authorization);
  if (offered === null) return null;
  const hash = hashOf(offered);
  return keys.find((key) => key.hash === hash) ?? null;
}

function hashOf(key: string): string {
  return `sha256:${createHash("sha256").update(key).digest("hex")}`;
}
