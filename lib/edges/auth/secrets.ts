import { createHash, randomBytes } from "node:crypto";

/** A secret for a link or a cookie: 192 bits, safe in an address. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** What the database keeps of a token. It needs no salt: nobody can guess 192 bits. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
