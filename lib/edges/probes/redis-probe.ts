import { Redis } from "ioredis";
import type { ProbeConfig } from "#core/config/target-config";
import type { Probe } from "./probe.ts";
import { codeOf, reasonOf } from "./reason.ts";
import { down, up, withinTime } from "./within-time.ts";

/** A longer answer is cut off. */
const MOST_BYTES = 1_048_576;
const TOO_LARGE = "answer longer than 1 MiB";

/**
 * Sends the command over a kept connection; any answer that is no error is up. Latency is the command's alone, opening
 * the connection counts towards the timeout. After a failure the next check connects anew.
 */
export function redisProbe(config: Extract<ProbeConfig, { kind: "redis" }>): Probe {
  const { url, command, timeoutMs } = config;
  const [name = "PING", ...args] = command;
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: timeoutMs,
    connectionName: "holdpoint-probe",
  });
  let [bytes, failure] = [0, null as unknown];
  redis.on("error", (error: unknown) => (failure = error));
  redis.on("connect", () => {
    redis.stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_BYTES) return;
      failure = TOO_LARGE;
      redis.disconnect();
    });
  });

  async function measure(): Promise<number> {
    [bytes, failure] = [0, null];
    if (redis.status !== "ready") await redis.connect();
    const startedAt = performance.now();
    await redis.call(name, ...args);
    return performance.now() - startedAt;
  }

  return {
    check: () =>
      withinTime(timeoutMs, (settle) => {
        measure().then(
          (ms) => settle(up(ms)),
          (error: unknown) => {
            settle(down(wordsFor(failure ?? error)));
            if (redisWord(error) === null) redis.disconnect();
          },
        );
        return () => redis.disconnect();
      }),
    close: async () => redis.disconnect(),
  };
}

function wordsFor(error: unknown): string {
  if (error === TOO_LARGE) return TOO_LARGE;
  const word = redisWord(error);
  if (word !== null) return `refused by redis (${word})`;
  return codeOf(error) === null ? "connection closed before the answer" : reasonOf(error);
}

/** The first word of an error answer (NOAUTH, ERR, LOADING): the rest may repeat what was sent. */
function redisWord(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("name" in error) || error.name !== "ReplyError") return null;
  const message = "message" in error && typeof error.message === "string" ? error.message : "";
  return /^[A-Z]{2,20}(?= |$)/.exec(message)?.[0] ?? "ERR";
}
