import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { open, readFile, readlink, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { plainEnvironment } from "./cluster.ts";
import type { Place } from "./place.ts";
import type { Runtime } from "./runtime.ts";

/** A running PostgreSQL server: our child, or one that outlived the Holdpoint that started it. */
export type Postmaster = {
  readonly pid: number;
  readonly socketFolder: string;
  readonly adopted: boolean;
  readonly exited: Promise<void>;
};

export const SOCKET_PORT = 5432;
const POLL_MS = 200;
const MOST_LOG_BYTES = 5_000_000;

const SETTINGS: readonly string[] = [
  "listen_addresses=",
  "max_connections=40",
  "shared_buffers=64MB",
  "max_wal_size=256MB",
  "min_wal_size=64MB",
  "wal_level=minimal",
  "max_wal_senders=0",
  "wal_compression=on",
  "fsync=on",
  "synchronous_commit=on",
  "full_page_writes=on",
  "jit=off",
  "timezone=UTC",
  "log_timezone=UTC",
  "log_checkpoints=off",
  "logging_collector=off",
];

/** Starts the server in a session of its own, so that a Ctrl-C meant for us does not end it under our last writes. */
export async function startPostmaster(place: Place, runtime: Runtime, socketFolder: string): Promise<Postmaster> {
  const log = await openLog(place);
  try {
    const settings = [...SETTINGS, `unix_socket_directories=${socketFolder}`].flatMap((setting) => ["-c", setting]);
    const child = spawn(join(runtime.bin, "postgres"), ["-D", place.cluster, "-p", String(SOCKET_PORT), ...settings], {
      cwd: "/",
      env: plainEnvironment(),
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
      ...(place.user ? { uid: place.user.uid, gid: place.user.gid } : {}),
    });
    const exited = new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
    child.unref();
    return { pid: child.pid ?? -1, socketFolder, adopted: false, exited };
  } finally {
    await log.close();
  }
}

async function openLog(place: Place): ReturnType<typeof open> {
  const file = logFile(place);
  const full = existsSync(file) && (await stat(file)).size > MOST_LOG_BYTES;
  return open(file, full ? "w" : "a", 0o600);
}

export function logFile(place: Place): string {
  return join(place.folder, "postgres.log");
}

/** The server already running on this cluster, null when there is none. A stale pid file is removed. */
export async function runningPostmaster(place: Place): Promise<Postmaster | null> {
  const file = join(place.cluster, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = (await readFile(file, "utf8")).split("\n");
  const pid = Number(lines[0]);
  if (!(await isPostmasterOf(pid, place))) {
    await rm(file, { force: true });
    return null;
  }
  return { pid, socketFolder: lines[4] || place.folder, adopted: true, exited: exitOf(pid) };
}

/** A process number may belong to somebody else by now: the server's working folder is its cluster, where /proc tells it. */
async function isPostmasterOf(pid: number, place: Place): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (!existsSync("/proc/self/cwd")) return true;
  return (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === place.cluster;
}

async function exitOf(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(POLL_MS, undefined, { ref: false });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Fast stop, then the immediate one (the log is replayed at the next start); never SIGKILL. False when neither was obeyed. */
export async function stopPostmaster(postmaster: Postmaster): Promise<boolean> {
  for (const [signal, patienceMs] of [
    ["SIGINT", 30_000],
    ["SIGQUIT", 10_000],
  ] as const) {
    if (!isAlive(postmaster.pid)) return true;
    process.kill(postmaster.pid, signal);
    const patience = new AbortController();
    const gone = await Promise.race([
      postmaster.exited.then(() => true),
      sleep(patienceMs, false, { signal: patience.signal }).catch(() => false),
    ]);
    patience.abort();
    if (gone) return true;
  }
  return false;
}
