import { Redis } from "ioredis";
import type { Chance } from "../chance.ts";
import { learnerRecordSchema, type LearnerRecord } from "../store/learner-record.ts";

const COMMAND_TIMEOUT_MS = 250;
/** Spread evenly, so that records cached together do not expire together; about one read in ten is a miss. */
const TTL_MS = { least: 100_000, most: 260_000 } as const;

/** The analyzer works without its cache, only slower: a cache that fails reads as a miss. */
export type CacheClient = {
  get(id: string): Promise<LearnerRecord | null>;
  put(record: LearnerRecord): Promise<void>;
  /** As if each had been put some time ago: a cache that has just been filled expires as steadily as an old one. */
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
  const restMs = (): number => Math.max(1, Math.round(ttlMs() * chance()));
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
      for (const record of records) pipeline.set(`learner:${record.id}`, JSON.stringify(record), "PX", restMs());
      await pipeline.exec();
    },
    async flush() {
      await redis.flushall().catch(() => undefined);
    },
    close: () => redis.disconnect(),
  };
}
