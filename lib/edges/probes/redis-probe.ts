import type { Problem } from "#core/config/problems";
import type { ProbeConfig } from "#core/config/target-config";
import { codeOf, reasonOf } from "#edges/reason";
import type { Guard } from "#edges/guard";
import type { Redis } from "ioredis";
import type { Probe, ProbeOptions } from "./probe.ts";
import { openRedis, redisPlace, type RedisPlace } from "./redis-connection.ts";
import { down, up, withinTime } from "./within-time.ts";

/** A longer answer is cut off. */
const MOST_BYTES = 1_048_576;
const TOO_LARGE = "answer longer than 1 MiB";
const CANCELLED = "cancelled";

type RedisConfig = Extract<ProbeConfig, { kind: "redis" }>;

/** They make another thing of the connection, or have no answer of their own. */
const NO_QUESTIONS: ReadonlySet<string> = new Set(
  `SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE MONITOR MULTI EXEC DISCARD WATCH AUTH HELLO SELECT
   RESET QUIT SYNC PSYNC REPLCONF SHUTDOWN`.split(/\s+/),
);

/** Why `config` names no redis to ask, or nothing to ask it. */
export function redisFaults({ url, command }: RedisConfig, guard: Guard): readonly Problem[] {
  const [name = "", word = ""] = command.map((part) => part.toUpperCase());
  const isQuestion = !NO_QUESTIONS.has(name) && !(name === "CLIENT" && word === "REPLY");
  const message = `${name} is no command that a probe can send: name one with a single answer, such as PING`;
  return [...redisPlace(url, guard).faults, ...(isQuestion ? [] : [{ path: ["command"], message }])];
}

/**
 * Sends the command over a kept connection; any answer that is no error is up. Latency is the command's alone, opening
 * the connection counts towards the timeout. Where a kept connection turns out to be gone, the command is sent once more
 * over a new one: it should be one that may be repeated.
 */
export function redisProbe(config: RedisConfig, { guard, lifeMs }: ProbeOptions): Probe {
  const [name = "PING", ...args] = config.command;
  const { place } = redisPlace(config.url, guard);
  if (place === null) throw new Error("no place of a redis");
  const open = (): Link => openLink(place, { guard, timeoutMs: config.timeoutMs });
  let link = open();

  async function measure(): Promise<number> {
    const old = performance.now() - link.openedAt > lifeMs;
    if (old || !["wait", "ready"].includes(link.redis.status)) renew(link);
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
    if (link === broken) link = open();
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
  /** By the process's own clock, in ms. */
  readonly openedAt: number;
  /** Rejects with redis's own refusal, or with why the connection failed. */
  call(name: string, args: readonly string[]): Promise<number>;
  cut(why: string): void;
  drop(): void;
};

/** One connection, opened at its first call and never again; the command waits for user and database to be taken. */
function openLink(place: RedisPlace, about: { readonly guard: Guard; readonly timeoutMs: number }): Link {
  const redis = openRedis(place, about);
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
    openedAt: performance.now(),
    async call(name, args) {
      try {
        if (redis.status !== "ready") {
          await redis.connect();
          await introduce(redis, place);
        }
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

/** By ourselves, so that what is refused is known: the library goes on with the database that it has. */
async function introduce(redis: Redis, { username, password, db }: RedisPlace): Promise<void> {
  redis.call("CLIENT", "SETNAME", "holdpoint-probe").catch(() => undefined);
  if (password !== null) await redis.call("AUTH", ...(username === null ? [password] : [username, password]));
  if (db === 0) return;
  try {
    await redis.call("SELECT", String(db));
  } catch (error) {
    throw Object.assign(error instanceof Error ? error : new Error("SELECT"), { database: db });
  }
}

function wordsFor(error: unknown): string {
  if (error === TOO_LARGE) return TOO_LARGE;
  const word = redisWord(error);
  if (word !== null) return `${databaseIn(error)}refused by redis (${word})`;
  return codeOf(error) === null ? "connection closed before the answer" : reasonOf(error);
}

function databaseIn(error: unknown): string {
  const named = typeof error === "object" && error !== null && "database" in error;
  return named ? `database ${String(error.database)} ` : "";
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
