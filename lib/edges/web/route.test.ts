import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { ACCESS, type AccessRow } from "#core/access";
import type { Identity } from "#core/identity";
import { isHeavy } from "#core/read-cost";
import { ownAddress } from "#edges/own-address";
import { anIdentity } from "#testing/an-identity";
import { heavyReads } from "./heavy-reads.ts";
import { forAnyone, forRoles, readBody } from "./route.ts";
import { shareRuntime, type Runtime } from "./runtime.ts";

afterEach(() => void vi.restoreAllMocks());

async function answerTo(error: unknown): Promise<Response> {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  shareRuntime({ ...({} as Runtime), requestFailed: (thrown: unknown) => (thrown === "away" ? "away" : "broken") });
  return await forAnyone(() => {
    throw error;
  });
}

describe("an answer that throws", () => {
  test("because the database is away is 503, to be tried again", async () => {
    const answer = await answerTo("away");
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("retry-after")]).toEqual([
      503,
      "application/problem+json",
      "5",
    ]);
    expect(await answer.json()).toMatchObject({
      code: "unavailable",
      title: "The database does not answer at the moment: try again in a few seconds.",
    });
  });

  test("for any other reason is 500, and says nothing of it", async () => {
    const answer = await answerTo(new Error("secret"));
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ code: "internal", title: "Internal error." });
  });
});

describe("a change whose body comes slowly", () => {
  /** Sends the second half of a body after `ms`; what is answered, and with which body. */
  async function sent({ ms, isRemoved }: { readonly ms: number; readonly isRemoved: boolean }): Promise<unknown> {
    let who = anIdentity("admin");
    shareRuntime({
      ...({} as Runtime),
      address: ownAddress({ publicUrl: null, names: [] }),
      accounts: { identify: (): Promise<Identity> => Promise.resolve(who) } as never,
    });
    const body = new ReadableStream<Uint8Array>({
      start: async (to) => {
        to.enqueue(Buffer.from('{"a":'));
        await new Promise((resolve) => setTimeout(resolve, ms));
        if (isRemoved) who = anIdentity("nobody");
        to.enqueue(Buffer.from("1}"));
        to.close();
      },
    });
    const request = new Request("http://holdpoint/", { method: "POST", body, duplex: "half" } as RequestInit);
    const answer = await forRoles(request, "POST /api/v1/commands/{verb}", async () =>
      Response.json(await readBody(request, z.object({ a: z.number() }), 4_096)),
    );
    return answer.ok ? await answer.json() : answer.status;
  }
  const READ = { ok: true, value: { a: 1 } };

  test("is refused where whoever sends it was removed meanwhile, and else is read whole", async () => {
    expect(await sent({ ms: 400, isRemoved: true })).toBe(401);
    expect(await sent({ ms: 400, isRemoved: false })).toEqual(READ);
    expect(await sent({ ms: 0, isRemoved: false })).toEqual(READ);
  });
});

describe("one client must not cost the others the room: heavy reads", () => {
  const DISPLAY = anIdentity("display");
  const HEAVY = (Object.keys(ACCESS) as AccessRow[]).filter((row) => row.startsWith("GET ") && isHeavy(row));

  function held() {
    const state = { running: 0, most: 0, ends: [] as (() => void)[] };
    shareRuntime({
      ...({} as Runtime),
      address: ownAddress({ publicUrl: null, names: [] }),
      accounts: { identify: (): Promise<Identity> => Promise.resolve(DISPLAY) } as never,
      reads: heavyReads(),
    });
    const ask = (row: AccessRow, peer: string): Promise<Response> =>
      forRoles(new Request("http://holdpoint/", { headers: { "x-holdpoint-peer": peer } }), row, async () => {
        state.most = Math.max(state.most, (state.running += 1));
        await new Promise<void>((end) => state.ends.push(end));
        state.running -= 1;
        return new Response("read");
      });
    const finish = async (asked: readonly Promise<Response>[]): Promise<readonly number[]> => {
      const ending = setInterval(() => state.ends.splice(0).forEach((end) => end()), 1);
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      clearInterval(ending);
      return statuses;
    };
    return { state, ask, finish };
  }

  test("of a thousand that one token asks for at once two run, and what cannot even wait is 429 with a time to come again", async () => {
    const { state, ask, finish } = held();
    const asked = Array.from({ length: 1_000 }, (_, i) => ask(HEAVY[i % HEAVY.length] as AccessRow, "192.0.2.1"));
    await expect.poll(() => state.running).toBe(2);
    const refused = await Promise.race(asked.slice(-1));
    expect([refused?.status, refused?.headers.get("retry-after")]).toEqual([429, "5"]);
    expect(await refused?.json()).toMatchObject({
      code: "too_many",
      title: expect.stringMatching(/^You ask/) as string,
    });
    const other = ask("GET /api/v1/series", "192.0.2.2");
    await expect.poll(() => state.running).toBe(3);
    const statuses = await finish([...asked, other]);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(600);
    expect(state.most).toBe(3);
  });

  test("what is read from memory waits for none of them", async () => {
    const { state, ask, finish } = held();
    const heavy = Array.from({ length: 10 }, () => ask("GET /api/v1/replay", "192.0.2.1"));
    await expect.poll(() => state.running).toBe(2);
    const light = ask("GET /api/v1/room", "192.0.2.1");
    await expect.poll(() => state.running).toBe(3);
    expect(new Set(await finish([...heavy, light]))).toEqual(new Set([200]));
  });
});
