import { createHmac } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSessions } from "#edges/auth/better-auth-sessions";
import { PrismaClient } from "#prisma/client";
import { MIGRATIONS, openEmptyDatabase } from "#testing/a-database";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { isDatabaseAway } from "./database-away.ts";
import { startEmbedded, type Embedded } from "./embedded/supervisor.ts";
import { draftStore } from "./log/drafts.ts";
import { eventLog } from "./log/event-log.ts";
import { migrate } from "./migrate.ts";

async function errorOf(work: () => Promise<unknown>): Promise<unknown> {
  return await work().then(
    () => null,
    (error: unknown) => error,
  );
}

/** A session's token as better-auth signs it. */
function aToken(secret: string): string {
  return `token.${createHmac("sha256", secret).update("token").digest("base64")}`;
}

describe("a database that was stopped", () => {
  const held: { folder: string; embedded: Embedded | null; pool: pg.Pool | null } = {
    folder: "",
    embedded: null,
    pool: null,
  };
  beforeAll(async () => {
    held.folder = await mkdtemp(path.join(tmpdir(), "holdpoint-away-"));
    await chmod(held.folder, 0o755);
    const started = await startEmbedded({
      dataDir: held.folder,
      elsewhere: path.join(held.folder, "elsewhere"),
      say: () => undefined,
    });
    if (!started.ok) throw new Error(started.refusal.message);
    held.embedded = started.value;
    held.pool = new pg.Pool({ ...started.value.address, connectionTimeoutMillis: 2_000 });
    held.pool.on("error", () => undefined);
    await migrate(held.pool, MIGRATIONS, () => undefined);
    // connections that were open before it stopped, and new ones after
    await Promise.all([1, 2, 3].map(async () => await held.pool?.query("select pg_sleep(0.1)")));
    await started.value.close();
  });
  afterAll(async () => {
    await held.pool?.end();
    await rm(held.folder, { recursive: true, force: true });
  });

  const event = {
    at: BEFORE,
    actor: actorOf(ADA),
    event: { type: "note_added", text: "x", checkpoint: null },
  } as const;
  const ROLLOUT = "0190f5fe-7c00-7a00-8000-000000000000";
  const USES: Readonly<Record<string, (pool: pg.Pool) => Promise<unknown>>> = {
    "appending to the log": (pool) => eventLog(pool).append(ROLLOUT, 0, [{ events: [event], receipt: null }]),
    "having the log to oneself": (pool) => eventLog(pool).alone(ROLLOUT, () => Promise.resolve(1)),
    "reading a receipt": (pool) => eventLog(pool).receipt(ROLLOUT, "u", "key"),
    "listing drafts": (pool) => draftStore(new PrismaClient({ adapter: new PrismaPg(pool) }), ROLLOUT).list("first"),
    "finding a session": (pool) =>
      openSessions({ pool, secret: "long enough to be a secret", baseUrl: "http://127.0.0.1:3000" }).find(
        new Headers({ cookie: `holdpoint.session_token=${encodeURIComponent(aToken("long enough to be a secret"))}` }),
      ),
  };
  test.each(Object.keys(USES))("is away, and nothing is wrong with %s", async (use) => {
    const error = await errorOf(() => USES[use]?.(held.pool as pg.Pool) ?? Promise.resolve());
    expect([error, isDatabaseAway(error)]).toEqual([expect.anything(), true]);
  });
});

describe("a query", () => {
  const held: { database: Awaited<ReturnType<typeof openEmptyDatabase>> | null } = { database: null };
  beforeAll(async () => void (held.database = await openEmptyDatabase()));
  afterAll(() => held.database?.close());

  test("whose connection is ended in its midst finds the database away", async () => {
    const client = new pg.Client(held.database?.connection);
    client.on("error", () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const sleeping = errorOf(() => client.query("select pg_sleep(10)"));
    await held.database?.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    expect(isDatabaseAway(await sleeping)).toBe(true);
  });

  test.each([["select 1 from nothing"], ["select 1 / 0"], ["selec"]])("that is wrong does not: %s", async (text) => {
    const error = await errorOf(async () => held.database?.pool.query(text));
    expect([error === null, isDatabaseAway(error)]).toEqual([false, false]);
  });
});

test.each([[null], ["away"], [new Error("broken")], [new TypeError("x is not a function")], [{ code: 1 }]])(
  "%s is something else",
  (error) => {
    expect(isDatabaseAway(error)).toBe(false);
  },
);
