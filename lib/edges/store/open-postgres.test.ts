import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openEmptyDatabase } from "#testing/a-database";
import { freePort } from "#testing/free-port";
import { openPostgres } from "./open-postgres.ts";

let dataDir: string;
beforeEach(async () => void (dataDir = await mkdtemp(path.join(tmpdir(), "holdpoint-open-"))));
afterEach(() => rm(dataDir, { recursive: true }));

const said: string[] = [];
const open = (databaseUrl: string): ReturnType<typeof openPostgres> =>
  openPostgres({ dataDir, databaseUrl, onEvent: (line) => said.push(line) });

describe("DATABASE_URL", () => {
  test.each([
    "nonsense",
    "mysql://u:secret@127.0.0.1/x",
    "postgresql://u:secret@[127.0.0.1/x",
    "postgresql://u:secret@127.0.0.1:99999/x",
  ])("%s is no address: said so, without its password", async (url) => {
    expect(await open(url)).toEqual({
      ok: false,
      refusal: {
        code: "invalid",
        message:
          "DATABASE_URL is not the address of a PostgreSQL server: write postgresql://user:password@host:5432/database.",
      },
    });
  });

  test("of a host where nothing listens is refused by name, without its password", async () => {
    const port = await freePort();
    expect(await open(`postgresql://holdpoint:secret@127.0.0.1:${port}/room`)).toEqual({
      ok: false,
      refusal: {
        code: "unavailable",
        message: `The database at 127.0.0.1:${port}/room does not answer: connect ECONNREFUSED 127.0.0.1:${port}`,
      },
    });
  });

  test("of a host where nothing listens yet is waited for by whoever is patient, who says so", async () => {
    const { connection, close } = await openEmptyDatabase();
    const port = await freePort();
    const told: string[] = [];
    const waiting = openPostgres({
      ...{ dataDir, patient: true, onEvent: (line: string) => told.push(line) },
      databaseUrl: `postgresql://${connection.user}:${connection.password}@127.0.0.1:${port}/${connection.database}`,
      onWaiting: (sentence) => told.push(sentence.replace(/\d+ s/, "N s")),
    });
    const where = `The database at 127.0.0.1:${port}/${connection.database}`;
    await vi.waitFor(() =>
      expect(told.slice(0, 2)).toEqual([
        "The database does not answer: it is waited for, N s so far.",
        `${where} does not answer (connect ECONNREFUSED 127.0.0.1:${port}): waiting for it.`,
      ]),
    );
    const server = createServer((socket) => socket.pipe(connect(`${connection.host}/.s.PGSQL.5432`)).pipe(socket));
    server.listen(port, "127.0.0.1");
    expect(await waiting).toMatchObject({ ok: true });
    expect(told.at(-1)).toBe(`${where} answers.`);
    server.close();
    await close();
  });

  test("that is waited for is given up when told to stop", async () => {
    const port = await freePort();
    const stop = new AbortController();
    const databaseUrl = `postgresql://u:secret@127.0.0.1:${port}/room`;
    const waiting = openPostgres({
      ...{ dataDir, databaseUrl, patient: true, stop: stop.signal },
      onEvent: () => stop.abort(),
    });
    expect(await waiting).toMatchObject({ ok: false, refusal: { code: "unavailable" } });
  });

  test("of something else than PostgreSQL is refused", async () => {
    const server = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    expect(await open(`postgresql://holdpoint:secret@127.0.0.1:${port}/room`)).toMatchObject({
      ok: false,
      refusal: { message: expect.not.stringContaining("secret") },
    });
    server.close();
  });

  test.each([
    ["a wrong password", "wrong-one", null, "password authentication failed"],
    ["an unknown database", null, "nowhere", 'database "nowhere" does not exist'],
  ])("with %s is refused with the server's own words, however patient", async (_, password, name, words) => {
    const { connection, url, close } = await openEmptyDatabase();
    const wrong = url
      .replace(encodeURIComponent(connection.password), password ?? encodeURIComponent(connection.password))
      .replace(`/${connection.database}?`, `/${name ?? connection.database}?`);
    const answer = await openPostgres({
      dataDir,
      databaseUrl: wrong,
      patient: true,
      onEvent: (line) => said.push(line),
    });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "invalid", message: expect.stringContaining(words) } });
    expect(answer).toMatchObject({ refusal: { message: expect.not.stringContaining("wrong-one") } });
    await close();
  });

  test("of a server that answers is used as it is: nothing is made in the data folder, nothing closed", async () => {
    const { url, pool, close } = await openEmptyDatabase();
    const opened = await open(url);
    expect(opened).toMatchObject({ ok: true, value: { embedded: false, connection: { connectionString: url } } });
    expect(await readdir(dataDir)).toEqual([]);
    if (!opened.ok) return;
    const client = new pg.Client(opened.value.connection);
    await client.connect();
    await client.end();
    await opened.value.close();
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    expect(said).toEqual([]);
    await close();
  });
});
