import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { chanceFrom, seedFor } from "../chance.ts";
import { listenOnLoopback } from "../child/loopback-server.ts";
import { readJsonBody, sendJson, sendProblem } from "../child/json-http.ts";
import { parseLearnerId, segmentSchema } from "../story.ts";
import { conditionSchema, resultsSchema, type Condition } from "./learner-record.ts";
import { makeDisk, type Disk } from "./disk.ts";
import { makeRecordBlocks, type RecordBlocks } from "./record-blocks.ts";

const HELD_MOST = 1_000;

type Store = {
  readonly blocks: RecordBlocks;
  readonly latest: Map<string, number>;
  readonly disk: Disk;
  readonly held: Set<() => void>;
  condition: Condition;
};

export type StoreServer = { readonly port: number; close(): Promise<void> };

/**
 * The analyzer's store: `GET /learners/{id}`, `GET /blocks/{segment}/{n}` (warm-up), `POST /results`,
 * `GET /results/{id}`, `GET /ping`, and `PUT /condition` to make it slow or frozen.
 */
export async function startStoreServer(options: {
  readonly seed: number;
  readonly port: number;
}): Promise<StoreServer> {
  const store: Store = {
    blocks: makeRecordBlocks(options.seed),
    latest: new Map(),
    disk: makeDisk(chanceFrom(seedFor(options.seed, "seek times"))),
    held: new Set(),
    condition: { addedMs: 0, frozen: false },
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void handle(store, request, response).catch(() =>
      sendProblem(response, { status: 500, detail: "the store failed" }),
    );
  });
  const port = await listenOnLoopback(server, options.port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(store: Store, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, collection = "", key = "", part = ""] = (request.url ?? "/").split("?", 1)[0]!.split("/");
  const route = `${request.method} ${collection}`;
  if (route === "PUT condition") return setCondition(store, request, response);
  if (store.condition.frozen && !(await thawed(store, response))) return;
  switch (route) {
    case "GET learners":
      return sendLearner(store, key, response);
    case "POST results":
      return takeResults(store, request, response);
    case "GET results": {
      const score = store.latest.get(key);
      return score === undefined
        ? sendProblem(response, { status: 404, detail: "no result" })
        : sendJson(response, 200, { learner: key, score });
    }
    case "GET ping":
      if (store.condition.addedMs > 0) await wait(store.condition.addedMs);
      return void response.writeHead(204).end();
    case "GET blocks": {
      const segment = segmentSchema.safeParse(key);
      const block = segment.success ? store.blocks.block(segment.data, Number(part)) : null;
      return block ? sendJson(response, 200, block) : sendProblem(response, { status: 404, detail: "no such block" });
    }
    default:
      return sendProblem(response, { status: 404, detail: "no such thing here" });
  }
}

async function sendLearner(store: Store, key: string, response: ServerResponse): Promise<void> {
  const learner = parseLearnerId(key);
  if (!learner) return sendProblem(response, { status: 404, detail: "no such learner" });
  await store.disk.seek();
  if (store.condition.addedMs > 0) await wait(store.condition.addedMs);
  sendJson(response, 200, store.blocks.find(learner));
}

async function takeResults(store: Store, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readJsonBody(request);
  const results = body.ok ? resultsSchema.safeParse(body.value) : null;
  if (!results?.success) return sendProblem(response, { status: 400, detail: "not a list of results" });
  if (store.condition.addedMs > 0) await wait(store.condition.addedMs);
  for (const result of results.data) if (parseLearnerId(result.learner)) store.latest.set(result.learner, result.score);
  response.writeHead(204).end();
}

async function setCondition(store: Store, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readJsonBody(request);
  const condition = body.ok ? conditionSchema.safeParse(body.value) : null;
  if (!condition?.success) return sendProblem(response, { status: 400, detail: "not a condition" });
  store.condition = condition.data;
  if (!condition.data.frozen) for (const release of [...store.held]) release();
  response.writeHead(204).end();
}

/** False when the client left before the thaw, or too many wait already. */
function thawed(store: Store, response: ServerResponse): Promise<boolean> {
  if (store.held.size >= HELD_MOST) {
    response.destroy();
    return Promise.resolve(false);
  }
  return new Promise((resolve) => {
    const release = (): void => {
      store.held.delete(release);
      resolve(!response.destroyed);
    };
    store.held.add(release);
    response.once("close", release);
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
