import { Redis } from "ioredis";
import type { ProbeConfig } from "#core/config/target-config";
import type { Probe } from "./probe.ts";
import { codeOf, reasonOf } from "#edges/reason";
import { down, up, withinTime } from "./within-time.ts";

/** A longer answer is cut off. */
const MOST_BYTES = 1_048_576;
const TOO_LARGE = "answer longer than 1 MiB";
const CANCELLED = "cancelled";

type RedisConfig = Extract<ProbeConfig, { kind: "redis" }>;

/**
 * Sends the command over a kept connection; any answer that is no error is up. Latency is the command's alone, opening
 * the connection counts towards the timeout. Where a kept connection turns out to be gone, the command is sent once more
 * over a new one: it should be one that may be repeated.
 */
export function redisProbe(config: RedisConfig): Probe {
  const [name = "PING", ...args] = config.command;
  let link = openLink(config);

  async function measure(): Promise<number> {
    if (!["wait", "ready"].includes(link.redis.status)) renew(link);
    const first = link;
    const reused = first.redis.status === "ready";
    try {
      return await first.call(name, args);
    } catch (error) {
      if (redisWord(error) === null) renew(first);
      if (!reused || !isLost(error)) throw error;
    }
    return link.call(name, args);
  }

  /** A check that was given up must not take the connection of the check after it. */
  function renew(broken: Link): void {
    broken.drop();
    if (link === broken) link = openLink(config);
  }

  return {
    check: () =>
      withinTime(config.timeoutMs, (settle) => {
        measure().then(
          (ms) => settle(up(ms)),
          (error: unknown) => settle(down(wordsFor(error))),
        );
        return () => {
          link.cut(CANCELLED);
          renew(link);
        };
      }),
    close: async () => link.drop(),
  };
}

type Link = {
  readonly redis: Redis;
  /** Rejects with redis's own refusal, or with why the connection failed. */
  call(name: string, args: readonly string[]): Promise<number>;
  cut(why: string): void;
  drop(): void;
};

/** One connection, opened at its first call and never again. */
function openLink(config: RedisConfig): Link {
  const redis = new Redis(config.url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: config.timeoutMs,
    connectionName: "holdpoint-probe",
  });
  let bytes = 0;
  let failure: unknown = null;
  const cut = (why: string): void => {
    failure ??= why;
    redis.stream?.destroy();
    redis.disconnect();
  };
  redis.on("error", (error: unknown) => (failure ??= error));
  redis.on("connect", () => {
    redis.stream.prependListener("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) cut(TOO_LARGE);
    });
  });
  return {
    redis,
    async call(name, args) {
      try {
        if (redis.status !== "ready") await redis.connect();
        bytes = 0;
        const startedAt = performance.now();
        await redis.call(name, ...args);
        return performance.now() - startedAt;
      } catch (error) {
        throw redisWord(error) === null ? (failure ?? error) : error;
      }
    },
    cut,
    drop: () => redis.disconnect(),
  };
}

function wordsFor(error: unknown): string {
  if (error === TOO_LARGE) return TOO_LARGE;
  const word = redisWord(error);
  if (word !== null) return `refused by redis (${word})`;
  return codeOf(error) === null ? "connection closed before the answer" : reasonOf(error);
}

function isLost(error: unknown): boolean {
  return error !== TOO_LARGE && error !== CANCELLED && redisWord(error) === null;
}

/** The first word of an error answer (NOAUTH, ERR, LOADING): the rest may repeat what was sent. */
function redisWord(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("name" in error) || error.name !== "ReplyError") return null;
  const message = "message" in error && typeof error.message === "string" ? error.message : "";
  return /^[A-Z]{2,20}(?= |$)/.exec(message)?.[0] ?? "ERR";
}
