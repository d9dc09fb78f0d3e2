import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";

const READY_LIMIT_MS = 20_000;

/** A real HAProxy before real HTTP servers, which answer with their own names. */
export type AHaproxy = {
  /** Its stats socket of level admin, and one that may only look. */
  readonly socket: string;
  readonly readOnlySocket: string;
  /** Where requests go in. */
  readonly url: string;
  /** How many of `requests` each server answered, by name. */
  hits(requests: number): Promise<Readonly<Record<string, number>>>;
  /** One line to its socket, as an operator would type it. */
  say(line: string): Promise<string>;
  /** A new process with the same file: what was set at run time is gone. */
  restart(): Promise<void>;
  /** Until `restart`. */
  stop(): Promise<void>;
  close(): Promise<void>;
};

export type HaproxyWish = {
  /** Weights of the file by server name, all in backend `app`. */
  readonly servers: Readonly<Record<string, number>>;
  /** Default `roundrobin`. */
  /** Absent: front. */
  readonly frontend?: string;
  readonly balance?: string;
};

type Backend = { readonly name: string; readonly port: number; readonly server: Server };

/** Starts it on free ports of loopback, with its sockets in a folder of their own. */
export async function startHaproxy(program: string, wish: HaproxyWish): Promise<AHaproxy> {
  const folder = await mkdtemp(path.join(tmpdir(), "haproxy-"));
  await chmod(folder, 0o755);
  const [socket, readOnlySocket] = [path.join(folder, "admin.sock"), path.join(folder, "user.sock")];
  const backends = await Promise.all(Object.keys(wish.servers).map(startBackend));
  const port = await freePort();
  const file = path.join(folder, "haproxy.cfg");
  await writeFile(file, haproxyFile({ socket, readOnlySocket, port, backends, wish }));
  let child: ChildProcess | null = null;
  const endWithUs = (): void => void child?.kill("SIGKILL");
  process.once("exit", endWithUs);
  async function stop(): Promise<void> {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill("SIGKILL");
    await once(running, "exit");
  }
  async function restart(): Promise<void> {
    await stop();
    child = spawn(program, ["-db", "-q", "-f", file], { stdio: "ignore" });
    await untilReady(socket);
  }
  await restart();
  return {
    socket,
    readOnlySocket,
    url: `http://127.0.0.1:${port}/`,
    hits: (requests) => countHits(`http://127.0.0.1:${port}/`, requests),
    say: (line) => sayLine(socket, line),
    restart,
    stop,
    async close() {
      process.off("exit", endWithUs);
      await stop();
      for (const { server } of backends) {
        server.close();
        server.closeAllConnections();
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startBackend(name: string): Promise<Backend> {
  const server = createServer((_request, response) => response.end(name)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("an HTTP server has a port");
  return { name, port: address.port, server };
}

type Places = {
  readonly socket: string;
  readonly readOnlySocket: string;
  readonly port: number;
  readonly backends: readonly Backend[];
  readonly wish: HaproxyWish;
};

function haproxyFile({ socket, readOnlySocket, port, backends, wish }: Places): string {
  return [
    "global",
    // one thread: with several, each has its own turn, and few requests do not show the weights
    "  nbthread 1",
    `  stats socket ${socket} mode 600 level admin`,
    `  stats socket ${readOnlySocket} mode 600 level user`,
    "defaults",
    "  mode http",
    "  timeout connect 2s",
    "  timeout client 10s",
    "  timeout server 10s",
    `frontend ${wish.frontend ?? "front"}`,
    `  bind 127.0.0.1:${port}`,
    "  default_backend app",
    "backend app",
    `  balance ${wish.balance ?? "roundrobin"}`,
    ...backends.map(({ name, port: its }) => `  server ${name} 127.0.0.1:${its} weight ${wish.servers[name] ?? 0}`),
    "",
  ].join("\n");
}

async function untilReady(socket: string): Promise<void> {
  const limit = performance.now() + READY_LIMIT_MS;
  while (performance.now() < limit) {
    const answer = await sayLine(socket, "show info").catch(() => "");
    if (answer.includes("Pid:")) return;
    await sleep(20);
  }
  throw new Error("haproxy was not ready in time");
}

async function sayLine(socket: string, line: string): Promise<string> {
  const connection = connect({ path: socket });
  const parts: string[] = [];
  connection.setEncoding("utf8").on("data", (part: string) => parts.push(part));
  connection.write(`${line}\n`);
  await once(connection, "close");
  return parts.join("");
}

async function countHits(url: string, requests: number): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (let i = 0; i < requests; i++) {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const name = response.ok ? await response.text() : `status ${response.status}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
