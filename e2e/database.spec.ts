import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, statfs, writeFile } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { aPushKey, startDatabaseServer, type DatabaseServer } from "#testing/a-database-server";
import { freePort } from "#testing/free-port";
import { startProgram, type RunningProgram } from "#testing/running-program";
import { expect, test } from "./fixtures.ts";

const MB = 1_000_000;
const TICK_MS = 5_000;
const PER_PUSH = 1_000;
const run = promisify(execFile);

type Readiness = { readonly status: number; readonly missing: readonly string[]; readonly faults: readonly string[] };
type Held = {
  folder: string;
  hasOwnDisk: boolean;
  server: DatabaseServer | null;
  door: Door | null;
  app: RunningProgram | null;
};

/** TCP in front of a server that listens on a Unix socket only; closed at first. */
type Door = { readonly port: number; open(): Promise<void>; close(): void };

test.describe.serial("one program on a database of its own server, on a disk of its own", () => {
  const held: Held = { folder: "", hasOwnDisk: false, server: null, door: null, app: null };
  const { key, hash } = aPushKey();
  /** Pushes that were answered with 202. */
  const acknowledged: { readonly n: number; readonly size: number }[] = [];
  const base = Date.now();

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    held.folder = await mkdtemp(path.join(tmpdir(), "holdpoint-database-"));
    // root in a container may be refused
    held.hasOwnDisk = await run("mount", ["-t", "tmpfs", "-o", "size=320m,mode=755", "tmpfs", held.folder]).then(
      () => true,
      () => false,
    );
    await chmod(held.folder, 0o755);
    held.server = await startDatabaseServer(held.folder);
    held.door = await doorTo(held.server.address);
    const config = `targets: [{ id: orders, name: Orders, kind: push }]\npush: { keys: [{ name: test, hash: "${hash}" }] }\n`;
    await writeFile(path.join(held.folder, "holdpoint.yaml"), config);
  });
  test.afterAll(async () => {
    try {
      signal(await serverProcesses(held), "SIGCONT");
      await held.app?.stop();
    } finally {
      held.door?.close();
      await held.server?.close();
      if (held.hasOwnDisk) await run("umount", ["-l", held.folder]);
      await rm(held.folder, { recursive: true, force: true });
    }
  });

  function environment(port: number, folder: string): Readonly<Record<string, string>> {
    const { user, password, database } = held.server?.address ?? ({} as DatabaseServer["address"]);
    return {
      PORT: String(port),
      DATABASE_URL: `postgresql://${user}:${password}@127.0.0.1:${held.door?.port}/${database}`,
      HOLDPOINT_DATA: path.join(held.folder, folder),
      HOLDPOINT_CONFIG: path.join(held.folder, "holdpoint.yaml"),
    };
  }

  async function readiness(origin = held.app?.origin): Promise<Readiness> {
    const answer = await fetch(`${origin}/readyz`);
    const { missing, faults } = (await answer.json()) as { missing: string[]; faults: { id: string }[] };
    return { status: answer.status, missing, faults: faults.map(({ id }) => id) };
  }

  /** Push number `n`, of ticks that no other push has; the same number is the same push. */
  async function push(
    n: number,
    size = 10,
  ): Promise<{ readonly status: number; readonly accepted: number | undefined }> {
    const samples = Array.from({ length: size }, (_, i) => ({
      target: "orders",
      at: new Date(base - (n * PER_PUSH + i) * TICK_MS).toISOString(),
      ...{ requests: 1, errors: 0 },
      gauges: Object.fromEntries(Array.from({ length: 40 }, (__, g) => [`gauge_${g}`, Math.sin(n * i + g) * 1e9])),
    }));
    const answer = await fetch(`${held.app?.origin}/api/v1/samples`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ samples }),
    });
    const { accepted } = (await answer.json()) as { accepted?: number };
    if (answer.status === 202 && accepted === size) acknowledged.push({ n, size });
    return { status: answer.status, accepted };
  }

  test("waits for a database that is away at the start, says so to whoever asks, and goes on when it comes", async () => {
    test.setTimeout(120_000);
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const starting = startProgram(["start"], environment(port, "a"));
    const asked = async (where: string): Promise<string> => {
      const answer = await fetch(`${origin}${where}`, { headers: { accept: "text/html" } }).catch(() => null);
      return answer === null ? "" : `${answer.status} ${await answer.text()}`;
    };
    const waited = /^503 .*The database does not answer: it is waited for/s;
    for (const where of ["/readyz", "/wall"])
      await expect.poll(() => asked(where), { timeout: 60_000 }).toMatch(waited);
    await held.door?.open();
    held.app = await starting;
    const said = `The database at 127.0.0.1:${held.door?.port}/postgres`;
    expect(held.app.output()).toContain(`${said} does not answer (connect ECONNREFUSED`);
    expect(held.app.output()).toContain(`${said} answers.`);
    expect((await push(0)).status).toBe(202);
  });

  test("refuses a second program, with one sentence that says who has the database", async () => {
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: "production",
      ...environment(await freePort(), "b"),
    };
    const second = await run(process.execPath, ["lib/cli/holdpoint.mjs", "start"], { env }).then(
      () => null,
      (error: { code: number; stdout: string }) => error,
    );
    expect(second?.code).toBe(1);
    expect(second?.stdout.trim().split("\n").at(-1)).toMatch(
      new RegExp(`is in use by another Holdpoint \\(process ${held.app?.pid} on .*\\): stop that one, or use another`),
    );
    expect((await readiness()).status).toBe(200);
  });

  test("db-frozen: answers 503 and not 500 while its server stands still, says little, and goes on by itself", async () => {
    const before = held.app?.output().length ?? 0;
    const frozen = await serverProcesses(held);
    signal(frozen, "SIGSTOP");
    const statuses = new Set<number>();
    const state = { frozen: true, pushes: 0 };
    const pushing = Promise.all(
      Array.from({ length: 15 }, async () => {
        while (state.frozen) statuses.add((await push(++state.pushes)).status);
      }),
    );
    try {
      await expect.poll(async () => (await readiness()).missing, { timeout: 40_000 }).toContain("store");
      await expect.poll(() => [...statuses], { timeout: 40_000 }).toContain(503);
    } finally {
      state.frozen = false;
      signal(frozen, "SIGCONT");
    }
    await pushing;
    expect([...statuses].filter((status) => status !== 202 && status !== 503)).toEqual([]);
    expect((held.app?.output().length ?? 0) - before).toBeLessThan(10_000);
    await expect.poll(async () => (await readiness()).status, { timeout: 30_000 }).toBe(200);
    expect((await push(100)).status).toBe(202);
  });

  test("disk-full: warns before, is not ready while, and has all that it acknowledged when there is room again", async () => {
    test.skip(!held.hasOwnDisk, "mounting a disk is not permitted here");
    test.setTimeout(120_000);
    const filler = await fill(held.folder, 25 * MB);
    const warned = { status: 200, missing: [], faults: ["disk-space"] };
    await expect.poll(readiness, { timeout: 30_000 }).toEqual(warned);
    await rm(filler);
    await fill(held.folder, 0);
    // the server may end itself as well, where it cannot write its own log
    const isFull = { status: 503, missing: expect.arrayContaining(["disk full"]) as string[] };
    await expect.poll(readiness, { timeout: 30_000 }).toMatchObject(isFull);
    const statuses: number[] = [];
    for (let n = 101; statuses.at(-1) !== 503 && n < 120; n += 1) statuses.push((await push(n, PER_PUSH)).status);
    expect(statuses.filter((status) => status !== 202)).toEqual([503]);

    await rm(filler);
    await expect.poll(readiness, { timeout: 60_000 }).toEqual({ status: 200, missing: [], faults: [] });
    expect((await push(120)).status).toBe(202);
    for (const { n, size } of acknowledged) expect(await push(n, size)).toEqual({ status: 202, accepted: 0 });
  });
});

async function doorTo({ host, port }: DatabaseServer["address"]): Promise<Door> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((outside) => {
    const inside = connect(path.join(host, `.s.PGSQL.${port}`));
    outside.pipe(inside).pipe(outside);
    for (const socket of [outside, inside]) {
      sockets.add(socket);
      socket.on("error", () => (outside.destroy(), inside.destroy()));
      socket.on("close", () => sockets.delete(socket));
    }
  });
  const doorPort = await freePort();
  return {
    port: doorPort,
    open: () => new Promise((resolve) => server.listen(doorPort, "127.0.0.1", resolve)),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Fills the disk of a folder but for `leave` bytes. */
async function fill(folder: string, leave: number): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  const file = path.join(folder, "filler");
  await writeFile(file, Buffer.alloc(Math.max(0, bavail * bsize - leave), 1)).catch(() => undefined);
  return file;
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // one of the server's children ended by itself
    }
  }
}

/** The database server and its children. */
async function serverProcesses({ folder }: Held): Promise<readonly number[]> {
  const file = path.join(folder, "server", "postgres", "data", "postmaster.pid");
  const postmaster = Number((await readFile(file, "utf8").catch(() => "")).split("\n")[0]);
  if (!postmaster) return [];
  const found: number[] = [];
  for (const name of (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry))) {
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (Number(name) === postmaster || parent === postmaster) found.push(Number(name));
  }
  return found;
}
