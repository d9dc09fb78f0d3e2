import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ACCESS, asksAgain, type AccessRow, type Visitor } from "#core/access";
import type { Identity } from "#core/identity";
import { anIdentity, VISITORS } from "#testing/an-identity";
import { ownAddress } from "#edges/own-address";
import { shareRuntime } from "./runtime.ts";

const APP = fileURLToPath(new URL("../../../app/", import.meta.url));
/** The routes that the table guards; of the others, health is everybody's and a push asks for its key. */
const GUARDED = (Object.keys(ACCESS) as AccessRow[]).filter(
  (row) => /^[A-Z]+ \/api\/(v1|auth)\//.test(row) && row !== "POST /api/v1/samples",
);

type Handler = (request: Request, context: object) => Promise<Response>;

async function handlerOf(row: AccessRow): Promise<Handler> {
  const [method = "", address = ""] = row.split(" ");
  const folder = address.replace("{all}", "[...all]").replaceAll(/\{(\w+)\}/g, "[$1]");
  const file = path.join(APP, folder, "route.ts");
  const route = (await import(pathToFileURL(file).href)) as Readonly<Record<string, Handler>>;
  const handler = route[method];
  if (!handler) throw new Error(`${file} has no ${method}`);
  return handler;
}

async function knock(row: AccessRow, headers: Readonly<Record<string, string>>): Promise<Response> {
  const [method = "", address = ""] = row.split(" ");
  const request = new Request(`http://holdpoint${address.replaceAll(/[{}]/g, "")}`, {
    method,
    headers: { host: "holdpoint", ...headers },
  });
  const params = Promise.resolve({ id: "x", verb: "x", targetId: "x", role: "x.ics", all: ["x"] });
  return await (
    await handlerOf(row)
  )(request, { params });
}

/** A program in which whatever an answer reaches for breaks: who gets that far was let in. */
function shareBroken(visitor: Visitor, confirmedAt = Date.now()): void {
  const identity = anIdentity(visitor);
  const identify = async (): Promise<Identity> =>
    identity.kind === "person" ? { ...identity, confirmedAt } : identity;
  const broken = (): never => {
    throw new Error("reached");
  };
  const deep: never = new Proxy(broken, { get: (): unknown => deep }) as never;
  shareRuntime({
    address: ownAddress({ publicUrl: null, names: [] }),
    engine: deep,
    reads: (_, work) => work(),
    rollouts: deep,
    demo: null,
    drafts: deep,
    notifier: deep,
    directory: deep,
    requestFailed: () => "broken",
    demoAccounts: null,
    pushKey: () => null,
    schemas: { plan: "{}", config: "{}", openapi: "{}" },
    accounts: new Proxy(broken, { get: (_, key): unknown => (key === "identify" ? identify : deep) }) as never,
  });
}

beforeEach(() => void vi.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => void vi.restoreAllMocks());

describe.each(VISITORS)("as %s", (visitor) => {
  test.each(GUARDED)("%s", async (row) => {
    shareBroken(visitor);
    const allowed: readonly Visitor[] = ACCESS[row];
    const { status } = await knock(row, { origin: "http://holdpoint" });
    if (allowed.includes(visitor)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(visitor === "nobody" ? 401 : 403);
  });
});

describe("after 15 minutes without the password", () => {
  const QUARTER_MS = 15 * 60_000;
  const again = async (row: AccessRow, ago: number): Promise<boolean> => {
    shareBroken("admin", Date.now() - ago);
    const answer = await knock(row, { origin: "http://holdpoint" });
    return answer.status === 403 && ((await answer.json()) as { code?: string }).code === "confirm";
  };

  test.each(GUARDED)("%s asks for it where the table says so, and nowhere else", async (row) => {
    expect(await again(row, QUARTER_MS)).toBe(asksAgain(row));
    expect(await again(row, QUARTER_MS - 60_000)).toBe(false);
  });

  test("all that makes or changes accounts, roles, displays, invitations and links for whoever has no account does", () => {
    expect(GUARDED.filter(asksAgain)).toEqual([
      "POST /api/v1/shares",
      "DELETE /api/v1/session/second-factor",
      "POST /api/v1/session/backup-codes",
      "POST /api/v1/session/passkeys",
      "POST /api/v1/session/passkeys/new",
      "DELETE /api/v1/session/passkeys/{id}",
      "PUT /api/v1/accounts/{id}",
      "POST /api/v1/accounts/{id}/reset",
      "DELETE /api/v1/accounts/{id}/second-factor",
      "POST /api/v1/invitations",
      "DELETE /api/v1/invitations/{id}",
      "POST /api/v1/displays",
      "DELETE /api/v1/displays/{id}",
      "POST /api/v1/calendar-links",
    ]);
  });
});

describe("a change that another origin asks for", () => {
  const changes = GUARDED.filter((row) => !row.startsWith("GET "));
  test.each(changes)("%s is refused, whoever's browser it is", async (row) => {
    shareBroken("admin");
    for (const headers of [
      { origin: "http://elsewhere" },
      { origin: "null" },
      { origin: "http://holdpoint", "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "cross-site" },
    ])
      expect((await knock(row, headers)).status).toBe(403);
  });
});
