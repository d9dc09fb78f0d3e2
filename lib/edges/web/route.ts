import type { z } from "zod";
import { asksAgain, mayEnter, type AccessRow } from "#core/access";
import { CONFIRMED_FOR_MS, type Identity } from "#core/identity";
import { accept, refuse, type Outcome, type Refusal } from "#core/outcome";
import { PLAIN_WORDS } from "#core/plain-issues";
import { isHeavy } from "#core/read-cost";
import type { WithCookies } from "#wire/account-desk";
import { readerOf } from "./heavy-reads.ts";
import { jsonOf } from "./json-body.ts";
import { overBudgetRefusal } from "#edges/over-budget";
import { askedOf } from "#edges/own-address";
import { problem } from "./respond.ts";
import { sharedRuntime, startingSentence, type Runtime } from "./runtime.ts";

/**
 * Runs `answer` for whom `row` of the access table lets in: 401 for nobody, 403 for a wrong role whatever the address names,
 * 403 for a page of another origin, 403 with code `confirm` where the row asks for the password again, 429 for a caller who is over a budget, 503 while starting, while the database is
 * away and for a heavy read that had no turn, 500 when `answer` throws anything else.
 */
export async function forRoles(
  request: Request,
  row: AccessRow,
  answer: (runtime: Runtime, identity: Identity) => Response | Promise<Response>,
): Promise<Response> {
  return await forAnyone(async (runtime) => {
    const fault = originFault(request, runtime);
    if (fault !== null) return problem({ code: "forbidden", message: fault });
    const before = await letIn(runtime, request.headers, row);
    // only for those let in is a body kept, and who was let in may be signed out or removed before the last of it comes
    const isLate = before.ok && (await arrivesLate(request));
    const entered = isLate ? await letIn(runtime, request.headers, row) : before;
    if (!entered.ok) return problem(entered.refusal);
    const identity = entered.value;
    if (!isHeavy(row)) return await answer(runtime, identity);
    const { signal, headers } = request;
    return await runtime.reads(readerOf(identity, headers), async () => await answer(runtime, identity), { signal });
  });
}

/** As `forRoles`, for people only: the row must not let in anybody else. */
export async function forPeople(
  request: Request,
  row: AccessRow,
  answer: (runtime: Runtime, person: PersonIdentity) => Response | Promise<Response>,
): Promise<Response> {
  return await forRoles(request, row, (runtime, identity) =>
    identity.kind === "person" ? answer(runtime, identity) : problem(FORBIDDEN),
  );
}

type PersonIdentity = Extract<Identity, { kind: "person" }>;
const SIGN_IN: Refusal = { code: "unauthenticated", message: "Sign in first; a display has to be paired first." };
const AGAIN: Refusal = { code: "confirm", message: "This asks for your password again." };
const FORBIDDEN: Refusal = { code: "forbidden", message: "Your role may not do this." };
const AWAY: Refusal = { code: "unavailable", message: "Accounts cannot be read right now." };

function isFresh(identity: Identity): boolean {
  return identity.kind === "person" && Date.now() - identity.confirmedAt < CONFIRMED_FOR_MS;
}

async function letIn(runtime: Runtime, headers: Headers, row: AccessRow): Promise<Outcome<Identity>> {
  const identity = await identify(runtime, headers);
  if ("code" in identity) return { ok: false, refusal: identity };
  if (!mayEnter(row, identity)) return { ok: false, refusal: identity.kind === "nobody" ? SIGN_IN : FORBIDDEN };
  return asksAgain(row) && !isFresh(identity) ? { ok: false, refusal: AGAIN } : accept(identity);
}

/** A body that comes within this comes at once. */
const AT_ONCE_MS = 250;
/** No change is longer; what looks something up in more than this is not waited for. */
const MOST_OF_A_CHANGE = 256 * 1024;

/** Waits for the body, which `request` still has afterwards; true where that took a while. */
async function arrivesLate(request: Request): Promise<boolean> {
  if (request.body === null || request.method === "GET" || request.method === "HEAD") return false;
  const from = performance.now();
  // one that breaks off is told of where it is read
  await boundedBytes(request.clone(), MOST_OF_A_CHANGE).catch(() => null);
  return performance.now() - from > AT_ONCE_MS;
}

async function identify({ accounts }: Runtime, headers: Headers): Promise<Identity | Refusal> {
  return await accounts.identify(headers).catch((error: unknown) => overBudgetRefusal(error) ?? AWAY);
}

/** Why a change that a page of another origin asks for, with this browser's cookies, is refused; looking changes nothing. */
function originFault({ method, headers }: Request, { address }: Runtime): string | null {
  return method === "GET" || method === "HEAD" ? null : address.originFault(askedOf(headers));
}

/** Adds `Set-Cookie` headers to an answer. */
export function withCookies(response: Response, { cookies }: WithCookies): Response {
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

/** Without a look at who asks: for routes that check for themselves or need no check. */
export async function forAnyone(answer: (runtime: Runtime) => Response | Promise<Response>): Promise<Response> {
  const runtime = sharedRuntime();
  if (!runtime) return problem(startingRefusal());
  try {
    return await answer(runtime);
  } catch (error) {
    const refusal = overBudgetRefusal(error);
    if (refusal !== null) return problem(refusal);
    return problem(FAILED[runtime.requestFailed(error)]);
  }
}

/** To whoever comes before everything is there. */
export function startingRefusal(): Refusal {
  const sentence = startingSentence();
  return { code: "unavailable", message: `Holdpoint is starting.${sentence === null ? "" : ` ${sentence}`}` };
}

const FAILED: Readonly<Record<ReturnType<Runtime["requestFailed"]>, Refusal>> = {
  away: {
    code: "unavailable",
    message: "The database does not answer at the moment: try again in a few seconds.",
  },
  "disk-full": {
    code: "unavailable",
    message: "The database's disk is full: nothing can be stored until there is room on it.",
  },
  broken: { code: "internal", message: "Internal error." },
};

/** Query parameters through `schema`; a parameter given twice becomes a list. Unknown ones are refused by strict schemas. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): Outcome<z.infer<S>> {
  const query = new URL(request.url).searchParams;
  const fields = [...new Set(query.keys())].map((key): [string, string | string[]] => {
    const values = query.getAll(key);
    return [key, values.length > 1 ? values : (values[0] ?? "")];
  });
  return parse(schema, Object.fromEntries(fields));
}

/** The JSON body through `schema`, at most `mostBytes`: `too_large` past it, `unreadable` for what is compressed or no JSON, `invalid` with a place per field otherwise. */
export async function readBody<S extends z.ZodType>(
  request: Request,
  schema: S,
  mostBytes: number,
): Promise<Outcome<z.infer<S>>> {
  const coding = request.headers.get("content-encoding") ?? "identity";
  if (coding.toLowerCase() !== "identity")
    return refuse("unreadable", "The body is compressed: send it without a Content-Encoding.");
  const bytes = await boundedBytes(request, mostBytes).catch(() => "broken off" as const);
  // whoever sent it went away
  if (bytes === "broken off") return refuse("unreadable", "The body ended before it was complete.");
  if (bytes === null) return refuse("too_large", `The body is larger than ${mostBytes.toLocaleString("en")} bytes.`);
  const json = jsonOf(bytes);
  return json.ok ? parse(schema, json.value) : json;
}

async function boundedBytes(request: Request, mostBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse<S extends z.ZodType>(schema: S, input: unknown): Outcome<z.infer<S>> {
  const parsed = schema.safeParse(input, PLAIN_WORDS);
  if (parsed.success) return accept(parsed.data);
  const places = parsed.error.issues
    .slice(0, 50)
    .map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = places[0];
  return refuse(
    "invalid",
    first ? `${first.path || "request"}: ${first.message}` : "The request is not valid.",
    places,
  );
}
