import { Redis } from "ioredis";
import type { Chance } from "../chance.ts";
import { learnerRecordSchema, type LearnerRecord } from "../store/learner-record.ts";

const COMMAND_TIMEOUT_MS = 250;
/** Spread evenly, so that records cached together do not expire together. */
const TTL_MS = { least: 300_000, most: 900_000 } as const;

/** The analyzer works without its cache, only slower: a cache that fails reads as a miss. */
export type CacheClient = {
  get(id: string): Promise<LearnerRecord | null>;
  put(record: LearnerRecord): Promise<void>;
  putAll(records: readonly LearnerRecord[]): Promise<void>;
  flush(): Promise<void>;
  close(): void;
};

export function makeCacheClient(port: number, chance: Chance): CacheClient {
  const redis = new Redis({
    host: "127.0.0.1",
    port,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: true,
    retryStrategy: (attempt) => Math.min(1_000, 100 * attempt),
  });
  redis.on("error", () => undefined);
  const ttlMs = (): number => Math.round(TTL_MS.least + (TTL_MS.most - TTL_MS.least) * chance());
  return {
    async get(id) {
      const text = await redis.get(`learner:${id}`).catch(() => null);
      return text === null ? null : learnerRecordSchema.parse(JSON.parse(text));
    },
    async put(record) {
      await redis.set(`learner:${record.id}`, JSON.stringify(record), "PX", ttlMs()).catch(() => undefined);
    },
    async putAll(records) {
      const pipeline = redis.pipeline();
      for (const record of records) pipeline.set(`learner:${record.id}`, JSON.stringify(record), "PX", ttlMs());
      await pipeline.exec();
    },
    async flush() {
      await redis.flushall().catch(() => undefined);
    },
    close: () => redis.disconnect(),
  };
}
