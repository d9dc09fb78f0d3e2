import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { SocketAddress } from "#edges/store/embedded/supervisor";
import { freePort } from "./free-port.ts";

const READY_LIMIT_MS = 20_000;

export type APgbouncer = {
  /** Every database of the server behind it, through it. */
  url(database: string): string;
  readonly port: number;
  close(): Promise<void>;
};

export type PgbouncerWish = {
  readonly mode: "session" | "transaction" | "statement";
  /** Connections to the server per database; default 20. */
  readonly poolSize?: number;
  /** More lines of its file: `server_round_robin = 1`. */
  readonly more?: readonly string[];
};

/** Starts a real PgBouncer on a free port of loopback, before the server at `server`. */
export async function startPgbouncer(
  program: string,
  server: SocketAddress,
  { mode, poolSize = 20, more = [] }: PgbouncerWish,
): Promise<APgbouncer> {
  const folder = await mkdtemp(path.join(tmpdir(), "pgbouncer-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  const [file, users] = [path.join(folder, "pgbouncer.ini"), path.join(folder, "users.txt")];
  await writeFile(users, `"${server.user}" "${server.password}"\n`, { mode: 0o644 });
  await writeFile(
    file,
    [
      "[databases]",
      `* = host=${server.host} port=${server.port}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      "unix_socket_dir =",
      "auth_type = plain",
      `auth_file = ${users}`,
      `pool_mode = ${mode}`,
      `default_pool_size = ${poolSize}`,
      "max_client_conn = 100",
      ...more,
      "",
    ].join("\n"),
  );
  // it refuses to run as root, and must reach a socket that the server's user alone may enter
  const { uid, gid } = await stat(server.host);
  const child = spawn(program, ["-q", file], { stdio: "ignore", ...(process.getuid?.() === 0 && { uid, gid }) });
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  const url = (database: string): string =>
    `postgresql://${server.user}:${encodeURIComponent(server.password)}@127.0.0.1:${port}/${database}`;
  const close = async (): Promise<void> => {
    process.off("exit", endWithUs);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url(server.database));
  } catch (problem) {
    await close();
    throw problem;
  }
  return { url, port, close };
}

async function untilReady(url: string): Promise<void> {
  const limit = performance.now() + READY_LIMIT_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (performance.now() > limit) throw error;
      await sleep(50);
    }
  }
}
