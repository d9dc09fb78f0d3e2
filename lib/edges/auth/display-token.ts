import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Checks the token that a display shows; the terminal prints it in the link that pairs a browser. */
export type DisplayAccess = { readonly token: string; readonly allows: (offered: string | null) => boolean };

/**
 * The read-only display token: derived from `secret` when given, else made once and kept in
 * `<dataDir>/display-token`, readable by its owner only.
 */
export async function openDisplayAccess(dataDir: string, secret: string | undefined): Promise<DisplayAccess> {
  const token = secret ? deriveToken(secret) : await storedToken(dataDir);
  const expected = digest(token);
  return { token, allows: (offered) => offered !== null && timingSafeEqual(digest(offered), expected) };
}

function deriveToken(secret: string): string {
  return createHmac("sha256", secret).update("holdpoint display token").digest("base64url").slice(0, 32);
}

async function storedToken(dataDir: string): Promise<string> {
  const path = join(dataDir, "display-token");
  const kept = await readFile(path, "utf8").catch(() => null);
  if (kept !== null && kept.trim().length >= 16) return kept.trim();
  await mkdir(dataDir, { recursive: true });
  const token = randomBytes(24).toString("base64url");
  await writeFile(path, `${token}\n`, { mode: 0o600 });
  return token;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
