import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { WebhookConfig } from "#core/config/traffic-config";
import type { Outcome } from "#core/outcome";
import { openGuard, type Lookup } from "#edges/guard";
import { freePort } from "#testing/free-port";
import { signedWebhook } from "./signed-webhook.ts";

const KEY = Buffer.from("a key of thirty-two bytes, or so");
const SECRET = `whsec_${KEY.toString("base64")}`;
const GROUPS = [
  { id: "canary", label: "Canary" },
  { id: "rollout", label: "Rollout" },
];

const AROUND = { groups: GROUPS, guard: openGuard({ allowLinkLocal: false }) };

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** What the balancer does with the next calls; null: it takes them and never answers. */
type Manner = {
  readonly status: number;
  readonly body?: string;
  readonly delayMs?: number;
  readonly to?: string;
  readonly retryAfter?: string;
} | null;

/** A real balancer of somebody else's: it checks the signature, keeps the shares, and tells them. */
describe("webhook", () => {
  const asked: Asked[] = [];
  let manner: Manner | "well" = "well";
  let shares: unknown = { stable: 100 };
  let server: Server;
  let url = "";

  function signed({ headers, body }: Asked): boolean {
    const text = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
    const near = Math.abs(Number(headers["webhook-timestamp"]) - Date.now() / 1_000) < 300;
    const expected = `v1,${createHmac("sha256", KEY).update(text).digest("base64")}`;
    return near && headers["webhook-signature"] === expected;
  }

  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const { method = "", url: path = "", headers } = request;
        const call = { method, path, headers, body: Buffer.concat(parts).toString("utf8") };
        asked.push(call);
        if (manner === null) return;
        if (manner !== "well") {
          const { status, body = "", delayMs = 0, to: location, retryAfter } = manner;
          if (location !== undefined) response.setHeader("location", location);
          if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
          response.writeHead(status);
          return void setTimeout(() => response.end(body), delayMs);
        }
        if (!signed(call)) return void response.writeHead(401).end();
        if (method === "POST") shares = (JSON.parse(call.body) as { data: { shares: unknown } }).data.shares;
        response.writeHead(method === "POST" ? 204 : 200).end(method === "POST" ? "" : JSON.stringify({ shares }));
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    url = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  });
  beforeEach(() => {
    asked.length = 0;
    manner = "well";
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  function control(rest: Partial<WebhookConfig> = {}): ReturnType<typeof signedWebhook> {
    const config: WebhookConfig = { kind: "webhook", url: `${url}/split?lb=1`, secret: SECRET, timeoutMs: 10_000 };
    return signedWebhook({ ...config, readBack: `${url}/now`, ...rest }, AROUND);
  }

  function message(outcome: Outcome<unknown>): string {
    return outcome.ok ? "accepted" : outcome.refusal.message;
  }

  test("a split is posted, signed, and read back", async () => {
    expect(await control().apply({ canary: 0.5, rollout: 50 })).toEqual({ ok: true, value: undefined });
    const [post] = asked;
    expect(post).toMatchObject({
      method: "POST",
      path: "/split?lb=1",
      headers: { "content-type": "application/json" },
    });
    expect(JSON.parse(post?.body ?? "")).toEqual({
      type: "traffic.split",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: { shares: { canary: 0.5, rollout: 50, stable: 49.5 } },
    });
    expect(await control().read()).toEqual({ ok: true, value: { canary: 0.5, rollout: 50 } });
    expect(asked.map(({ headers }) => headers["webhook-id"])).toHaveLength(
      new Set(asked.map(({ headers }) => headers["webhook-id"])).size,
    );
  });

  test("without an address to read from, what is in force is not known", async () => {
    expect(await signedWebhook({ kind: "webhook", url, secret: SECRET, timeoutMs: 100 }, AROUND).read()).toEqual({
      ok: true,
      value: null,
    });
    expect(asked).toEqual([]);
  });

  test("a split over 100 % is not sent", async () => {
    expect(message(await control().apply({ canary: 60, rollout: 60 }))).toContain("gives out 120 %");
    expect(asked).toEqual([]);
  });

  test.each([
    [{ status: 500 }, "The traffic webhook answered with status 500."],
    [{ status: 307, to: "/elsewhere" }, "The traffic webhook answered with status 307."],
    [{ status: 200, body: "x".repeat(70_000) }, "The traffic webhook answered with more than 64 KiB."],
  ])("an answer of %j is no success, and nothing is sent again", async (answer, expected) => {
    manner = answer;
    expect(message(await control().apply({ rollout: 50 }))).toBe(expected);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["hello", 'The traffic webhook answered with something else than {"shares": {"group": percent}}.'],
    [
      '{"shares":{"rollout":"all"}}',
      'The traffic webhook answered with something else than {"shares": {"group": percent}}.',
    ],
    ['{"shares":{"beta":5}}', 'The traffic webhook cannot be right: There is no group "beta" to give traffic to.'],
    [
      '{"shares":{"canary":60,"rollout":60}}',
      "The traffic webhook cannot be right: That gives out 120 % of the traffic: Canary 60 %, Rollout 60 %.",
    ],
  ])("reading back %s is refused", async (body, expected) => {
    manner = { status: 200, body };
    expect(await control().read()).toEqual({ ok: false, refusal: { code: "unavailable", message: expected } });
  });

  test.each([
    [429, "30", 30],
    [503, "2", 2],
    [503, "86400", 600],
    [500, "30", undefined],
    [429, "soon", undefined],
  ])("retry-after: status %i with Retry-After %s asks to wait %s s", async (status, retryAfter, seconds) => {
    manner = { status, retryAfter };
    for (const outcome of [await control().apply({ rollout: 50 }), await control().read()])
      expect(outcome.ok ? null : outcome.refusal.retryAfterSeconds).toBe(seconds);
  });

  test.each([
    [{}, {}],
    [{ rollout: 50 }, { rollout: 50 }],
    [
      { rollout: 33.3, canary: 0.5 },
      { rollout: 33.3, canary: 0.5 },
    ],
  ])("shares read back without the stable version leave it the rest: %j", async (told, split) => {
    manner = { status: 200, body: JSON.stringify({ shares: told }) };
    expect(await control().read()).toEqual({ ok: true, value: split });
  });

  test("one that hangs is given up in time, and one that is slow is waited for", async () => {
    manner = null;
    const hanging = control({ timeoutMs: 200 });
    for (const outcome of await Promise.all([hanging.apply({ rollout: 50 }), hanging.read()]))
      expect(message(outcome)).toBe("The traffic webhook did not answer within 200 ms.");
    manner = { status: 200, body: "{", delayMs: 60_000 };
    expect(message(await hanging.read())).toBe("The traffic webhook did not answer within 200 ms.");
    manner = { status: 200, delayMs: 300 };
    expect(await control().apply({ rollout: 50 })).toMatchObject({ ok: true });
  });

  test("one that is away is named without its address or its secret", async () => {
    const port = await freePort();
    const away = control({ url: `http://lead:s3cret@127.0.0.1:${port}/`, readBack: `http://127.0.0.1:${port}/` });
    for (const outcome of [await away.apply({ rollout: 1 }), await away.read()])
      expect(outcome).toEqual({
        ok: false,
        refusal: { code: "unavailable", message: "The traffic webhook cannot be reached: connection refused." },
      });
  });

  test.each([
    ["readback-50-0", { rollout: 50, stable: 0 }, "The traffic webhook cannot be right: its shares add up to 50 %."],
    ["more than all", { rollout: 70, stable: 70 }, "The traffic webhook cannot be right: its shares add up to 140 %."],
  ])("shares that do not add up are refused with their sum: %s", async (_name, told, expected) => {
    manner = { status: 200, body: JSON.stringify({ shares: told }) };
    expect(message(await control().read())).toBe(expected);
  });

  test("a name that leads to a metadata address is not called", async () => {
    const lookup: Lookup = (_host, _options, answer) => answer(null, [{ address: "169.254.169.254", family: 4 }]);
    const guard = openGuard({ allowLinkLocal: false, lookup });
    const named = { kind: "webhook" as const, url: "http://lb.test/", secret: SECRET, timeoutMs: 10_000 };
    expect(message(await signedWebhook(named, { groups: GROUPS, guard }).apply({ rollout: 1 }))).toBe(
      "The traffic webhook cannot be reached: its name leads to a link-local or cloud metadata address.",
    );
  });

  test("another secret is turned away", async () => {
    expect(message(await control({ secret: `whsec_${"QUJD".repeat(8)}` }).apply({ rollout: 1 }))).toBe(
      "The traffic webhook answered with status 401.",
    );
  });
});
