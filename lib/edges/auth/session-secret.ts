import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SHORTEST = 32;

/** What signs the sessions' cookies: `secret` where it is given, else made once and kept for its owner only. */
export async function openSessionSecret(dataDir: string, secret: string | undefined): Promise<string> {
  if (secret) return `sessions ${secret}`;
  const path = join(dataDir, "session-secret");
  const kept = (await readFile(path, "utf8").catch(() => "")).trim();
  if (kept.length >= SHORTEST) return kept;
  await mkdir(dataDir, { recursive: true });
  const made = randomBytes(48).toString("base64url");
  await writeFile(path, `${made}\n`, { mode: 0o600 });
  return made;
}
