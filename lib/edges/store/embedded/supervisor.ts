import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { accept, refuse, type Outcome } from "#core/outcome";
import { DATABASE_USER, ensureCluster } from "./cluster.ts";
import { giveUpOwnership, takeOwnership } from "./owner-file.ts";
import { passwordOf, preparePlace, socketFolder, type Place } from "./place.ts";
import {
  logFile,
  runningPostmaster,
  SOCKET_PORT,
  startPostmaster,
  stopPostmaster,
  type Postmaster,
} from "./postmaster.ts";
import { ensureProgramRole, PROGRAM_USER } from "./program-role.ts";
import { bundledRuntime, copyRuntime, isComplete, runtimeIn, type Runtime } from "./runtime.ts";
import { canEnter } from "./unix-user.ts";

export type SocketAddress = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
};

export type EmbeddedOptions = {
  readonly dataDir: string;
  /** Another folder of PostgreSQL programs than the bundled one. */
  readonly bin?: string;
  /** Where the database goes when root's own data folder is closed to PostgreSQL's user. */
  readonly elsewhere?: string;
  readonly say: (message: string) => void;
};

export type Embedded = {
  /** As the role that `initdb` made, which may do everything: for migrations. */
  readonly address: SocketAddress;
  /** As the program's own role, which is no superuser. */
  readonly program: SocketAddress;
  close(): Promise<void>;
};

type Parts = { readonly place: Place; readonly runtime: Runtime; readonly say: (message: string) => void };

const POLL_MS = 30;
const CONNECT_TIMEOUT_MS = 2_000;
/** Replaying the log after a crash may take long; a server that is alive is waited for. */
const MOST_START_MS = 10 * 60_000;
const LONGEST_RESTART_PAUSE_MS = 5_000;

/**
 * A PostgreSQL server of our own below `dataDir`, kept running until `close`. Refuses a folder that a live Holdpoint holds,
 * that cannot be written, or whose database is of another major version, and a platform without programs.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Outcome<Embedded>> {
  const { say } = options;
  const runtime = options.bin ? await runtimeIn(options.bin) : await bundledRuntime(process.platform, process.arch);
  if (!runtime.ok) return runtime;
  const place = await preparePlace(options.dataDir, say, options.elsewhere);
  if (!place.ok) return place;
  const ownerFile = join(place.value.folder, "owner");
  const other = await takeOwnership(ownerFile);
  if (other)
    return refuse(
      "conflict",
      `The data folder ${options.dataDir} is in use by another Holdpoint (process ${other.pid}): stop it, or set HOLDPOINT_DATA to another folder.`,
    );
  const started = await startIn({ place: place.value, runtime: runtime.value, say });
  if (!started.ok) await giveUpOwnership(ownerFile);
  if (!started.ok) return started;
  return accept({
    address: started.value.address,
    program: started.value.program,
    close: async () => {
      await started.value.close();
      await giveUpOwnership(ownerFile);
    },
  });
}

async function startIn(parts: Parts): Promise<Outcome<Embedded>> {
  const { place, say } = parts;
  const cluster = await ensureClusterWith(parts);
  if (!cluster.ok) return cluster;
  const runtime = cluster.value;
  const folder = await socketFolder(place);
  if (!folder.ok) return folder;
  const address = {
    host: folder.value,
    port: SOCKET_PORT,
    user: DATABASE_USER,
    password: await passwordOf(place),
    database: "postgres",
  };
  const first = await runOnce({ place, runtime, say }, address);
  if (!first.ok) return first;
  const found = { ...address, host: first.value.socketFolder };
  const program = { ...found, user: PROGRAM_USER, password: await passwordOf(place, "program") };
  const failed = await ensureProgramRole(found, program.password).then(() => null, String);
  if (failed !== null) {
    await stopPostmaster(first.value);
    return refuse("unavailable", `The database in ${place.folder} could not be made ready: ${failed}`);
  }
  return accept({ address: found, program, close: keepRunning({ place, runtime, say }, address, first.value) });
}

async function ensureClusterWith({ place, runtime, say }: Parts): Promise<Outcome<Runtime>> {
  const usable = (await isComplete(runtime)) && (place.user === null || (await canEnter(place.user, runtime.bin)));
  if (!usable) say(`Copying PostgreSQL's programs to ${place.folder}`);
  const local = usable ? runtime : await copyRuntime(runtime, place.folder);
  const cluster = await ensureCluster(place, local, say);
  return cluster.ok ? accept(local) : cluster;
}

/** Adopts the server that runs on this folder, or starts one; resolves when it answers queries. */
async function runOnce({ place, runtime, say }: Parts, address: SocketAddress): Promise<Outcome<Postmaster>> {
  const found = await runningPostmaster(place);
  const postmaster = found ?? (await startPostmaster(place, runtime, address.host));
  if (found) say(`Taking over the database that still runs in ${place.folder} (process ${found.pid})`);
  if (await answersInTime(postmaster, { ...address, host: postmaster.socketFolder })) return accept(postmaster);
  return refuse("unavailable", `The database in ${place.folder} did not start: ${await lastLogLine(place)}`);
}

async function answersInTime(postmaster: Postmaster, address: SocketAddress): Promise<boolean> {
  const state = { exited: false };
  void postmaster.exited.then(() => (state.exited = true));
  const until = performance.now() + MOST_START_MS;
  while (!state.exited && performance.now() < until) {
    if (await answers(address)) return true;
    await sleep(POLL_MS);
  }
  return false;
}

async function answers(address: SocketAddress): Promise<boolean> {
  const client = new pg.Client({
    ...address,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function lastLogLine(place: Place): Promise<string> {
  const text = await readFile(logFile(place), "utf8").catch(() => "");
  const lines = text.trim().split("\n");
  return lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1) ?? "it said nothing.";
}

/** Restarts the server whenever it dies; the answer stops both. */
function keepRunning(parts: Parts, address: SocketAddress, first: Postmaster): () => Promise<void> {
  const state: { postmaster: Postmaster; closing: boolean } = { postmaster: first, closing: false };
  const stopped = new AbortController();
  const watch = async (): Promise<void> => {
    for (let failures = 0; !state.closing;) {
      await Promise.race([state.postmaster.exited, once(stopped.signal)]);
      if (state.closing) return;
      if (failures === 0) parts.say(`The database (process ${state.postmaster.pid}) died: starting it again`);
      const next = await runOnce(parts, address).catch((error: unknown) => refuse("unavailable", String(error)));
      if (next.ok) {
        state.postmaster = next.value;
        failures = 0;
        parts.say(`The database runs again (process ${next.value.pid})`);
      } else {
        failures++;
        await sleep(Math.min(LONGEST_RESTART_PAUSE_MS, 100 * 2 ** failures), undefined, {
          signal: stopped.signal,
        }).catch(() => undefined);
      }
    }
  };
  const watching = watch();
  return async () => {
    state.closing = true;
    stopped.abort();
    await watching;
    if (!(await stopPostmaster(state.postmaster)))
      parts.say(`The database (process ${state.postmaster.pid}) did not stop`);
  };
}

function once(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
