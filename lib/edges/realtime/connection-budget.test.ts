import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { afterEach, expect, test } from "vitest";
import type { Log } from "#engine/ports";
import { rawSocket, type RawSocket } from "#testing/raw-socket";
import { connectionBudget, type Connection, type ConnectionBudget, type WaitingLimits } from "./connection-budget.ts";

const KILOBYTE = 1024;
const MEGABYTE = KILOBYTE * KILOBYTE;
const PATIENTLY = { timeout: 15_000, interval: 50 };
/** More than the system between both ends takes by itself. */
const MORE_THAN_FITS = 20 * MEGABYTE;

type Opened = { readonly http: HttpServer; readonly io: Server; readonly budget: ConnectionBudget };
const opened: Opened[] = [];

afterEach(async () => {
  for (const { io, budget } of opened.splice(0)) {
    budget.stop();
    await io.close();
  }
});

async function budgeted(limits: Partial<WaitingLimits>) {
  const said: unknown[] = [];
  const log: Log = { info: () => undefined, warn: (about) => void said.push(about["reason"]), error: () => undefined };
  const http = createServer();
  const io = new Server(http, { perMessageDeflate: false });
  const budget = connectionBudget(log, limits);
  opened.push({ http, io, budget });
  const connections: Connection[] = [];
  io.engine.on("connection", (connection: Connection) => {
    connections.push(connection);
    budget.watch(connection);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const join = async (): Promise<{ readonly page: RawSocket; readonly connection: Connection }> => {
    const page = await rawSocket(port);
    page.send("40/live,");
    await expect.poll(() => connections.length, PATIENTLY).toBeGreaterThan(0);
    return { page, connection: connections.pop() as Connection };
  };
  return { budget, said, join, open: () => io.engine.clientsCount };
}

/** In pieces, as frames and answers are. */
function tell(connection: Connection, bytes: number): void {
  for (let sent = 0; sent < bytes; sent += MEGABYTE) connection.send("x".repeat(MEGABYTE));
}

test("who takes nothing of what waits is cut off, and nobody else is", async () => {
  const { budget, said, join, open } = await budgeted({ most: 64 * MEGABYTE, staleMs: 1_500 });
  const [deaf, reading] = [await join(), await join()];
  deaf.page.stopReading();
  tell(deaf.connection, MORE_THAN_FITS);
  reading.connection.send("a frame");
  await expect.poll(open, PATIENTLY).toBe(1);
  expect(said).toEqual(["does not take what it is sent"]);
  expect(budget.cutOff()).toMatchObject({ does_not_read: 1, sends_too_much: 0 });
  expect([deaf.connection.readyState, reading.connection.readyState]).toEqual(["closed", "open"]);
  reading.page.end();
});

test("for nobody more is kept than so much, stale or not", async () => {
  const { join, open, said } = await budgeted({ most: MEGABYTE });
  const { page, connection } = await join();
  page.stopReading();
  tell(connection, MORE_THAN_FITS);
  await expect.poll(open, PATIENTLY).toBe(0);
  expect(said).toEqual(["does not take what it is sent"]);
});

test("when too much waits for all together a tenth goes at a time, the greediest first", async () => {
  const { join, said, open } = await budgeted({ most: 256 * MEGABYTE, total: 40 * MEGABYTE });
  const pages = [await join(), await join(), await join()];
  const [modest, greedy, quiet] = pages as [(typeof pages)[0], (typeof pages)[0], (typeof pages)[0]];
  for (const { page } of [modest, greedy]) page.stopReading();
  tell(modest.connection, MORE_THAN_FITS / 2);
  tell(greedy.connection, 2 * MORE_THAN_FITS);
  await expect.poll(open, PATIENTLY).toBe(2);
  expect(said).toEqual(["keeps most memory waiting"]);
  expect(greedy.connection.readyState).toBe("closed");
  expect([modest, quiet].map(({ connection }) => connection.readyState)).toEqual(["open", "open"]);
  for (const { page } of [modest, quiet]) page.end();
});

test("while load is shed the greediest go, and nobody for whom next to nothing waits", async () => {
  const { budget, join, open } = await budgeted({ most: 256 * MEGABYTE, total: 512 * MEGABYTE });
  const pages = [await join(), await join(), await join()];
  const [greedy, greedier, quiet] = pages as [(typeof pages)[0], (typeof pages)[0], (typeof pages)[0]];
  for (const { page } of [greedy, greedier]) page.stopReading();
  tell(greedy.connection, MORE_THAN_FITS);
  tell(greedier.connection, 2 * MORE_THAN_FITS);
  // what waits is counted every second
  await expect.poll(() => (budget.dropGreediest(1), open()), PATIENTLY).toBe(2);
  expect([greedy, greedier].map(({ connection }) => connection.readyState)).toEqual(["open", "closed"]);
  budget.dropGreediest(20);
  expect([greedy, quiet].map(({ connection }) => connection.readyState)).toEqual(["closed", "open"]);
  quiet.page.end();
});

test("what fails takes nobody's turn", async () => {
  const { budget, join } = await budgeted({});
  const { connection } = await join();
  const inTurn = budget.inTurn(connection);
  const done: number[] = [];
  for (let n = 0; n < 100; n += 1) {
    inTurn(() => (n % 2 === 0 ? Promise.reject(new Error("gone")) : Promise.resolve(void done.push(n))));
    if (n % 10 === 9) await expect.poll(() => done.at(-1), PATIENTLY).toBe(n);
  }
  expect(done).toHaveLength(50);
});
