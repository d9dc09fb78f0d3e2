import { performance } from "node:perf_hooks";
import { Pool } from "undici";
import { z } from "zod";
import { RECORDS_PER_BLOCK } from "../store/record-blocks.ts";
import { learnerRecordSchema, type Condition, type LearnerRecord, type Result } from "../store/learner-record.ts";
import { SEGMENTS, STORY } from "../story.ts";

const CONNECTIONS = 16;
const TIMEOUT_MS = 1_000;
const RESULTS_PER_COMMIT = 200;
const blockSchema = z.array(learnerRecordSchema);

/** Every call rejects when the store does not answer well within a second. */
export type StoreClient = {
  learner(id: string): Promise<LearnerRecord>;
  /** Resolves when the result is stored. Results that come while a commit runs share the next one. */
  save(result: Result): Promise<void>;
  setCondition(condition: Condition): Promise<void>;
  /** Resolves when the store answers at all; reads nothing. */
  ping(): Promise<void>;
  /** All records, a block at a time, for warming the cache. */
  everyBlock(): AsyncIterable<readonly LearnerRecord[]>;
  close(): Promise<void>;
};

type Waiting = { readonly result: Result; readonly done: () => void; readonly failed: (error: unknown) => void };
type Call = { readonly method: "GET" | "POST" | "PUT"; readonly path: string; readonly body?: unknown };

export function makeStoreClient(port: number, callTook: (ms: number) => void): StoreClient {
  const pool = new Pool(`http://127.0.0.1:${port}`, {
    connections: CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: 30_000,
  });
  const call = async ({ method, path, body }: Call): Promise<unknown> => {
    const started = performance.now();
    const answer = await pool.request({
      method,
      path,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await answer.body.text();
    callTook(performance.now() - started);
    if (answer.statusCode >= 300) throw new Error(`the store answered ${answer.statusCode} to ${method} ${path}`);
    return text === "" ? null : JSON.parse(text);
  };
  return {
    learner: async (id) => learnerRecordSchema.parse(await call({ method: "GET", path: `/learners/${id}` })),
    save: groupCommit((results) => call({ method: "POST", path: "/results", body: results })),
    setCondition: async (condition) => void (await call({ method: "PUT", path: "/condition", body: condition })),
    ping: async () => void (await call({ method: "GET", path: "/ping" })),
    async *everyBlock() {
      for (const segment of SEGMENTS) {
        for (let n = 0; n * RECORDS_PER_BLOCK < STORY.learnersPerSegment[segment]; n += 1) {
          yield blockSchema.parse(await call({ method: "GET", path: `/blocks/${segment}/${n}` }));
        }
      }
    },
    close: () => pool.destroy(),
  };
}

function groupCommit(commit: (results: readonly Result[]) => Promise<unknown>): StoreClient["save"] {
  const queue: Waiting[] = [];
  const state = { running: false };
  const pump = async (): Promise<void> => {
    state.running = true;
    while (queue.length > 0) {
      const group = queue.splice(0, RESULTS_PER_COMMIT);
      try {
        await commit(group.map((one) => one.result));
        for (const one of group) one.done();
      } catch (error) {
        for (const one of group) one.failed(error);
      }
    }
    state.running = false;
  };
  return (result) =>
    new Promise((done, failed) => {
      queue.push({ result, done, failed });
      if (!state.running) void pump();
    });
}
