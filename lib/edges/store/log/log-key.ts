import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { mkdir, open, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accept, refuse, type Outcome } from "#core/outcome";
import {
  adoptedText,
  keyIdOf,
  publicKeyText,
  signedText,
  vouchText,
  type Head,
  type SignedHead,
  type Vouch,
} from "./signed-head.ts";

/** Signs heads of logs. It is not in the database: whoever can write there cannot sign what they wrote. */
export type LogKey = {
  readonly id: string;
  /** The raw public key, base64url. */
  readonly publicKey: string;
  /** `rowHash` is that of the rollout's row; the security log has none. */
  sign(head: Head & Partial<Pick<SignedHead, "rowHash">>, signedAt: number): SignedHead;
  /** Vouches for the key before this one. */
  vouchFor(before: Pick<Vouch, "key" | "publicKey" | "heads">): Vouch;
  /** Its word on signatures of keys that are lost, which prove nothing up to `heads`. */
  adopt(heads: string): { readonly by: string; readonly signature: string };
};

const LOG_KEY_FILE = "log-signing-key.pem";
const OTHERS_MAY_READ = 0o077;

/** The key of the environment, else of `dataDir`, made there on first use for its owner only. */
export async function openLogKey(dataDir: string, fromEnvironment: string | undefined): Promise<Outcome<LogKey>> {
  if (fromEnvironment !== undefined) return keyFrom(fromEnvironment, "HOLDPOINT_SIGNING_KEY");
  const file = join(dataDir, LOG_KEY_FILE);
  const made = await makeOnce(dataDir, file);
  const { mode } = await stat(file);
  if (!made && process.platform !== "win32" && (mode & OTHERS_MAY_READ) !== 0)
    return refuse("invalid", `${file} can be read by others, so it proves nothing: run chmod 600 ${file}.`);
  return keyFrom(await readFile(file, "utf8"), file);
}

/** As `openLogKey`, but makes none: null where there is no key. */
export async function findLogKey(
  dataDir: string,
  fromEnvironment: string | undefined,
): Promise<Outcome<LogKey | null>> {
  if (fromEnvironment !== undefined) return keyFrom(fromEnvironment, "HOLDPOINT_SIGNING_KEY");
  const file = join(dataDir, LOG_KEY_FILE);
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? accept(null) : keyFrom(text, file);
}

/** A new key in the place of the one in `dataDir`; the old one is kept beside it, named by its id. */
export async function replaceLogKey(dataDir: string, before: LogKey): Promise<Outcome<LogKey>> {
  const file = join(dataDir, LOG_KEY_FILE);
  await rename(file, join(dataDir, `log-signing-key.${before.id}.pem`));
  return openLogKey(dataDir, undefined);
}

async function makeOnce(dataDir: string, file: string): Promise<boolean> {
  await mkdir(dataDir, { recursive: true });
  const held = await open(file, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return null;
    throw error;
  });
  if (held === null) return false;
  const { privateKey } = generateKeyPairSync("ed25519");
  await writeFile(held, privateKey.export({ type: "pkcs8", format: "pem" }));
  await held.sync();
  await held.close();
  return true;
}

function keyFrom(text: string, where: string): Outcome<LogKey> {
  const key = privateKeyIn(text.trim());
  if (key?.asymmetricKeyType !== "ed25519")
    return refuse(
      "invalid",
      `${where} holds no Ed25519 private key in PEM: make one with openssl genpkey -algorithm ed25519.`,
    );
  return accept(logKey(key));
}

/** An environment holds line breaks badly, so that the PEM may come as base64 too. */
function privateKeyIn(text: string): KeyObject | null {
  const pem = text.startsWith("-----") ? text.replaceAll("\\n", "\n") : Buffer.from(text, "base64").toString("utf8");
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

export function logKey(privateKey: KeyObject): LogKey {
  const publicKey = publicKeyText(createPublicKey(privateKey));
  const id = keyIdOf(publicKey);
  const signatureOf = (text: string): string => sign(null, Buffer.from(text), privateKey).toString("base64url");
  return {
    id,
    publicKey,
    sign: ({ rollout, seq, hash, rowHash = null }, signedAt) => {
      const head = { rollout, seq, hash, rowHash, signedAt, key: id };
      return { ...head, signature: signatureOf(signedText(head)) };
    },
    vouchFor: (before) => ({ ...before, by: id, signature: signatureOf(vouchText({ ...before, by: id })) }),
    adopt: (heads) => ({ by: id, signature: signatureOf(adoptedText({ by: id, heads })) }),
  };
}
