import { createHmac } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { PLAIN_COOKIES } from "#edges/auth/cookie-rules";
import { openSessions } from "#edges/auth/better-auth-sessions";
import { SESSION_LIMITS } from "#edges/auth/session-limits";
import { PrismaClient } from "#prisma/client";
import { MIGRATIONS, openEmptyDatabase } from "#testing/a-database";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { aLogSigning } from "#testing/a-log-signing";
import { awayOf, isDatabaseAway, mayConnectLater } from "./database-away.ts";
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
    "appending to the log": (pool) =>
      eventLog(pool, aLogSigning()).append(ROLLOUT, 0, [{ events: [event], receipt: null }]),
    "having the log to oneself": (pool) => eventLog(pool, aLogSigning()).alone(ROLLOUT, () => Promise.resolve(1)),
    "reading a receipt": (pool) => eventLog(pool, aLogSigning()).receipt(ROLLOUT, "u", "key"),
    "listing drafts": (pool) => draftStore(new PrismaClient({ adapter: new PrismaPg(pool) }), ROLLOUT).list("first"),
    "finding a session": (pool) =>
      openSessions({
        pool,
        secret: "long enough to be a secret",
        limits: SESSION_LIMITS,
        cookies: PLAIN_COOKIES,
        baseUrl: "http://127.0.0.1:3000",
      }).find(
        new Headers({ cookie: `holdpoint.session_token=${encodeURIComponent(aToken("long enough to be a secret"))}` }),
      ),
  };
  test.each(Object.keys(USES))("is away, and nothing is wrong with %s", async (use) => {
    const error = await errorOf(() => USES[use]?.(held.pool as pg.Pool) ?? Promise.resolve());
    expect([error, isDatabaseAway(error)]).toEqual([expect.anything(), true]);
  });
});

describe("db-frozen: a database whose server is stopped in its midst", () => {
  const held: { folder: string; embedded: Embedded | null; pid: number; knocking: Socket[] } = {
    ...{ folder: "", embedded: null, pid: 0, knocking: [] },
  };
  beforeAll(async () => {
    held.folder = await mkdtemp(path.join(tmpdir(), "holdpoint-frozen-"));
    await chmod(held.folder, 0o755);
    const elsewhere = path.join(held.folder, "elsewhere");
    const started = await startEmbedded({ dataDir: held.folder, elsewhere, say: () => undefined });
    if (!started.ok) throw new Error(started.refusal.message);
    held.embedded = started.value;
    const file = path.join(held.folder, "postgres", "data", "postmaster.pid");
    held.pid = Number((await readFile(file, "utf8")).split("\n")[0]);
  });
  afterAll(async () => {
    for (const socket of held.knocking) socket.destroy();
    if (held.pid > 0) process.kill(held.pid, "SIGCONT");
    await held.embedded?.close();
    await rm(held.folder, { recursive: true, force: true });
  });

  /** Connects until the system takes no more: nobody answers the door. */
  async function fillBacklog(socketPath: string): Promise<string> {
    for (let i = 0; i < 10_000; i += 1) {
      const socket = connect(socketPath);
      held.knocking.push(socket);
      const code = await new Promise<string | null>((resolve) => {
        socket.once("connect", () => resolve(null));
        socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
      });
      if (code !== null) return code;
    }
    return "";
  }

  test("is away, whether it lets nobody in or answers nobody, and is there when it goes on", async () => {
    const address = held.embedded?.address;
    const pool = new pg.Pool({ ...address, connectionTimeoutMillis: 500 });
    pool.on("error", () => undefined);
    await pool.query("select 1");
    await pool.end();
    process.kill(held.pid, "SIGSTOP");
    const late = new pg.Pool({ ...address, connectionTimeoutMillis: 500 });
    const noAnswer = await errorOf(() => late.query("select 1"));
    expect([String(noAnswer), awayOf(noAnswer)]).toEqual([expect.stringMatching(/time/), "away"]);

    expect(await fillBacklog(`${address?.host ?? ""}/.s.PGSQL.${address?.port ?? 0}`)).toBe("EAGAIN");
    const noWayIn = await errorOf(() => late.query("select 1"));
    expect([String(noWayIn), awayOf(noWayIn)]).toEqual([expect.stringContaining("connect EAGAIN"), "away"]);
    const byPrisma = await errorOf(() =>
      draftStore(new PrismaClient({ adapter: new PrismaPg(late) }), "0190f5fe-7c00-7a00-8000-000000000000").list("x"),
    );
    expect([byPrisma, awayOf(byPrisma)]).toEqual([expect.anything(), "away"]);
    expect(mayConnectLater(noWayIn)).toBe(true);

    for (const socket of held.knocking.splice(0)) socket.destroy();
    process.kill(held.pid, "SIGCONT");
    await vi.waitFor(async () => expect((await late.query("select 1 as one")).rows).toEqual([{ one: 1 }]), 10_000);
    await late.end();
  });
});

test.each([
  ...["EAGAIN", "EADDRNOTAVAIL", "EMFILE", "ENFILE", "ENOBUFS", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
  ...["57P03", "57P01", "57P05", "53300", "53200", "08001", "08006", "08P01", "25006", "25P03", "P2024", "P2028"],
])("%s is a database that is away", (code) => {
  const error = Object.assign(new Error("x"), { code });
  expect([awayOf(error), awayOf(new Error("wrapped", { cause: error })), mayConnectLater(error)]).toEqual([
    ...["away", "away"],
    true,
  ]);
});

test.each([
  [Object.assign(new Error("x"), { code: "53100" })],
  [Object.assign(new Error("x"), { code: "ENOSPC" })],
  [Object.assign(new Error("x"), { code: "EDQUOT" })],
  [new Error('could not extend file "base/5/1": No space left on device')],
])("%s is a full disk", (error) => {
  expect(awayOf(new Error("wrapped", { cause: error }))).toBe("disk-full");
});

test("a server that takes a connection and says nothing is away, and may answer later", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const client = new pg.Client({ host: "127.0.0.1", port, connectionTimeoutMillis: 200 });
  client.on("error", () => undefined);
  const error = await errorOf(() => client.connect());
  expect([String(error), awayOf(error), mayConnectLater(error)]).toEqual(["Error: timeout expired", "away", true]);
  server.close();
});

test.each([
  [Object.assign(new Error("password authentication failed"), { code: "28P01" })],
  [Object.assign(new Error("no such database"), { code: "3D000" })],
  [Object.assign(new Error("no such user"), { code: "08P01" })],
  [Object.assign(new Error("unsupported startup parameter: options"), { code: "08P01" })],
  [Object.assign(new Error("self-signed certificate"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" })],
])("%s is not waited for", (error) => {
  expect(mayConnectLater(error)).toBe(false);
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
