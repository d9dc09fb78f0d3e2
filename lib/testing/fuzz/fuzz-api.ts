import fc from "fast-check";
import { ACCESS } from "#core/access";
import { commandOf } from "#engine/commands";
import type { ApiClient } from "./api-client.ts";
import { inParallel } from "./in-parallel.ts";
import { restorePeople } from "./restore-people.ts";
import { operationsIn, pagesIn, type KnownThings, type Operation } from "./operations.ts";
import type { Sending } from "./sending.ts";
import type { Tally } from "./tally.ts";

/** What would end the fuzzing itself: the own session, the accounts that sign in, the rollout. Pages take long to draw. */
const FEWER =
  /^(PAGE \/|DELETE \/api\/v1\/session|PUT \/api\/v1\/(accounts|session)|POST \/api\/v1\/(session|rollouts|demo))/;
const METHODS = ["TRACE", "PROPFIND", "OPTIONS", "HEAD", "PATCH", "PUT", "DELETE", "POST"] as const;
const SIGN_IN_EVERY = 2_000;
/** Of so many requests one is of somebody whom the access table does not let in, as it comes. */
const ANYBODY_EVERY = 5;

/** Somebody who sends, and under which name the access table has them. */
export type Sender = { readonly role: string; readonly api: ApiClient };

export type ApiFuzz = Omit<Sending, "count"> & {
  readonly senders: readonly Sender[];
  readonly things: KnownThings;
  /** Requests to each operation. */
  readonly each: number;
};

/** Sends requests to every operation of the program's own API document, mostly as somebody who may, many at once. */
export async function fuzzApi(about: ApiFuzz, tally: Tally): Promise<void> {
  const { senders, things, seed, each, atOnce, isOver } = about;
  const [first] = senders;
  if (!first) return;
  const document: unknown = JSON.parse((await first.api.raw({ method: "GET", path: "/api/v1/openapi.json" })).text);
  const operations = [...operationsIn(document, things), ...pagesIn(Object.keys(ACCESS), things)];
  const sent = { count: 0 };
  for (const operation of shuffled(operations, seed)) {
    const choose = sendersOf(operation, senders);
    await inParallel(requestsTo(operation, { seed, each }), atOnce, async (request) => {
      if (isOver()) return;
      sent.count += 1;
      if (sent.count % SIGN_IN_EVERY === 0) await inParallel(senders, 2, async ({ api }) => void (await api.signIn()));
      const { api } = choose(sent.count);
      const { status } = await api.send(operation.name, request);
      if (status === 401) await api.signIn();
    });
    if (operation.path.startsWith("/api/v1/demo/")) await calm(first.api);
    if (operation.path.startsWith("/api/v1/accounts/")) await restorePeople(senders.map(({ api }) => api));
    if (isOver()) return;
  }
  await fuzzMethods(first.api, operations, { atOnce, tally });
}

/** One order a round: what ends a rollout comes early in one and late in another. */
function shuffled(operations: readonly Operation[], seed: number): readonly Operation[] {
  const [all = operations] = fc.sample(
    fc.shuffledSubarray([...operations], { minLength: operations.length, maxLength: operations.length }),
    { seed, numRuns: 1 },
  );
  return all;
}

function sendersOf({ name, path }: Operation, senders: readonly Sender[]): (n: number) => Sender {
  const command = /^\/api\/v1\/commands\/(.+)$/.exec(path)?.[1];
  const roles: readonly string[] =
    command === undefined ? (ACCESS[name as keyof typeof ACCESS] ?? []) : (commandOf(command)?.roles ?? []);
  const allowed = senders.filter(({ role }) => roles.includes(role));
  return (n) => {
    const among = allowed.length === 0 || n % ANYBODY_EVERY === 0 ? senders : allowed;
    return among[Math.floor(n / ANYBODY_EVERY + n) % among.length] as Sender;
  };
}

/** What makes the rehearsal faster or breaks its system would be what is tried from then on. */
async function calm(api: ApiClient): Promise<void> {
  const headers = { "content-type": "application/json" };
  await api.raw({ method: "POST", path: "/api/v1/demo/clock", headers, body: JSON.stringify({ rate: 1 }) });
  await api.raw({ method: "DELETE", path: "/api/v1/demo/faults" });
}

function requestsTo({ name, requests }: Operation, { seed, each }: { seed: number; each: number }) {
  // with a body that could hold, some end the session that asks: what is wrong with them is tried all the same
  const numRuns = FEWER.test(name) ? Math.ceil(each / 5) : each;
  return fc.sample(requests, { seed, numRuns });
}

/** Every address with every other method: 405 or 404, never 5xx. */
async function fuzzMethods(
  api: ApiClient,
  operations: readonly Operation[],
  { atOnce, tally }: { readonly atOnce: number; readonly tally: Tally },
): Promise<void> {
  const others = [...new Set(operations.map((operation) => operation.path))]
    .filter((path) => path.startsWith("/api/"))
    .flatMap((path) =>
      METHODS.filter((method) => !operations.some((one) => one.path === path && one.method === method)).map(
        (method) => ({
          method,
          path: path.replaceAll(/[{}]/g, ""),
        }),
      ),
    );
  await inParallel(others, atOnce, async ({ method, path }) => {
    const { status } = await api.send("other methods", { method, path });
    if (status !== 0 && status < 400 && method !== "OPTIONS" && method !== "HEAD")
      tally.fail("other methods", `${method} ${path} answered ${status}`, "");
  });
}
