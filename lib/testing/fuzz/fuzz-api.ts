import fc from "fast-check";
import type { ApiClient } from "./api-client.ts";
import { operationsIn, type Operation } from "./operations.ts";
import type { Tally } from "./tally.ts";

/** What would end the fuzzing itself: the own session, the accounts that sign in, the rollout. */
const ENDS_IT =
  /^(DELETE \/api\/v1\/session|PUT \/api\/v1\/(accounts|session)|POST \/api\/v1\/rollouts|POST \/api\/v1\/demo)/;
const METHODS = ["TRACE", "PROPFIND", "OPTIONS", "HEAD", "PATCH", "PUT", "DELETE", "POST"] as const;
const SIGN_IN_EVERY = 500;

export type ApiFuzz = {
  readonly people: readonly ApiClient[];
  readonly ids: readonly string[];
  readonly seed: number;
  /** Requests to each operation. */
  readonly each: number;
  /** True when time is over. */
  isOver(): boolean;
};

/** Sends requests to every operation of the program's own API document, as each of `people` in turn. */
export async function fuzzApi({ people, ids, seed, each, isOver }: ApiFuzz, tally: Tally): Promise<void> {
  const [first] = people;
  if (!first) return;
  const document: unknown = JSON.parse((await first.raw({ method: "GET", path: "/api/v1/openapi.json" })).text);
  const operations = operationsIn(document, ids);
  const sent = { count: 0 };
  for (const [index, operation] of operations.entries()) {
    for (const request of requestsTo(operation, { seed: seed + index, each })) {
      if (isOver()) return;
      if (sent.count % SIGN_IN_EVERY === 0) for (const person of people) await person.signIn();
      const person = people[sent.count % people.length] ?? first;
      sent.count += 1;
      const { status } = await person.send(operation.name, request);
      if (status === 401) await person.signIn();
    }
    if (operation.path.startsWith("/api/v1/demo/")) await calm(first);
  }
  await fuzzMethods(first, operations, { seed, tally });
}

/** What makes the rehearsal faster or breaks its system would be what is tried from then on. */
async function calm(api: ApiClient): Promise<void> {
  const headers = { "content-type": "application/json" };
  await api.raw({ method: "POST", path: "/api/v1/demo/clock", headers, body: JSON.stringify({ rate: 1 }) });
  await api.raw({ method: "DELETE", path: "/api/v1/demo/faults" });
}

function requestsTo({ name, requests }: Operation, { seed, each }: { seed: number; each: number }) {
  // with a body that could hold, these end the session that asks: what is wrong with them is tried all the same
  const numRuns = ENDS_IT.test(name) ? Math.ceil(each / 5) : each;
  return fc.sample(requests, { seed, numRuns });
}

/** Every address with every other method: 405 or 404, never 5xx. */
async function fuzzMethods(
  api: ApiClient,
  operations: readonly Operation[],
  { tally }: { readonly seed: number; readonly tally: Tally },
): Promise<void> {
  for (const path of new Set(operations.map((operation) => operation.path)))
    for (const method of METHODS) {
      if (operations.some((operation) => operation.path === path && operation.method === method)) continue;
      const { status } = await api.send("other methods", { method, path: path.replaceAll(/[{}]/g, "") });
      if (status !== 0 && status < 400 && method !== "OPTIONS" && method !== "HEAD")
        tally.fail("other methods", `${method} ${path} answered ${status}`, "");
    }
}

/** Ids that plan and room hold, for requests that get further than "not found"; none of an account or of the rollout itself. */
export async function idsOf(api: ApiClient): Promise<readonly string[]> {
  const found = new Set<string>();
  const read = async (path: string): Promise<unknown> => JSON.parse((await api.raw({ method: "GET", path })).text);
  collect(await read("/api/v1/plan"), found);
  collect(await read("/api/v1/room"), found);
  return [...found].filter((id) => !UUID.test(id) && id.length <= 64).slice(0, 400);
}

const ID = /^[a-z][a-z0-9]*([._:-][a-z0-9]+)*$/;
const UUID = /^[0-9a-f]{8}-|^[A-Za-z0-9]{32}$/;

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === "string" && ID.test(value)) into.add(value);
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (ID.test(key) && /[-_.]/.test(key)) into.add(key);
    collect(part, into);
  }
}
