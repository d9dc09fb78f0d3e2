import { generateKeyPairSync } from "node:crypto";
import { logKey } from "#edges/store/log/log-key";
import type { LogSigning } from "#edges/store/log/log-signing";
import type { SignedHead } from "#edges/store/log/signed-head";

const { privateKey } = generateKeyPairSync("ed25519");
const KEY = logKey(privateKey);
/** The same key, as the environment gives it to a program. */
export const SIGNING_KEY = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** Signs with one key for the whole test file; heads are remembered as their file does, in memory. */
export function aLogSigning(key = KEY): LogSigning {
  const heads = new Map<string, SignedHead>();
  const frozen = new Set<string>();
  return {
    key,
    now: () => Date.UTC(2025, 10, 2, 16),
    heads: {
      newest: (rollout) => heads.get(rollout) ?? null,
      all: () => [...heads.values()],
      keep: (head) => void (frozen.has(head.rollout) || heads.set(head.rollout, head)),
      freeze: (rollout) => void frozen.add(rollout),
      thaw: (rollout) => void frozen.delete(rollout),
      replace: async (found) => {
        heads.clear();
        for (const head of found) heads.set(head.rollout, head);
      },
      close: () => Promise.resolve(),
    },
  };
}
