import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, chown, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { accept, refuse, type Outcome } from "#core/outcome";
import { passwordFile, passwordOf, type Place } from "./place.ts";
import type { Runtime } from "./runtime.ts";

export const DATABASE_USER = "holdpoint";
const INITDB_TIMEOUT_MS = 120_000;
/** `--locale-provider=builtin` came with PostgreSQL 17. */
const BUILTIN_LOCALE_SINCE = 17;

/** Makes the cluster where there is none; refuses one of another major version and a folder that is no cluster. */
export async function ensureCluster(
  place: Place,
  runtime: Runtime,
  say: (message: string) => void,
): Promise<Outcome<void>> {
  if (existsSync(place.cluster)) return checkVersion(place, runtime);
  say(`Making the database in ${place.folder} (PostgreSQL ${runtime.version})`);
  return makeCluster(place, runtime);
}

async function checkVersion(place: Place, runtime: Runtime): Promise<Outcome<void>> {
  const file = join(place.cluster, "PG_VERSION");
  if (!existsSync(file))
    return refuse("unavailable", `${place.cluster} is in the way: it holds no PostgreSQL database.`);
  const major = Number((await readFile(file, "utf8")).trim());
  if (major === runtime.major) return accept(undefined);
  const which = major < runtime.major ? "an older" : "a newer";
  return refuse(
    "conflict",
    `The database in ${place.cluster} is of ${which} PostgreSQL (${major}, this is ${runtime.major}): start the Holdpoint that made it, back up, and restore into an empty folder.`,
  );
}

/** `initdb` into a folder of its own, then one rename: a killed start leaves nothing half made. */
async function makeCluster(place: Place, runtime: Runtime): Promise<Outcome<void>> {
  await passwordOf(place);
  for (const name of await readdir(place.folder)) {
    if (name.startsWith("new-")) await rm(join(place.folder, name), { recursive: true, force: true });
  }
  const draft = await mkdtemp(join(place.folder, "new-"));
  if (place.user) await chown(draft, place.user.uid, place.user.gid);
  try {
    await promisify(execFile)(join(runtime.bin, "initdb"), initdbArguments(place, runtime, draft), {
      cwd: "/",
      env: plainEnvironment(),
      timeout: INITDB_TIMEOUT_MS,
      ...(place.user ? { uid: place.user.uid, gid: place.user.gid } : {}),
    });
    await rename(draft, place.cluster);
    return accept(undefined);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    return refuse("unavailable", `PostgreSQL could not make its database in ${place.folder}: ${lastLine(error)}`);
  }
}

function initdbArguments(place: Place, runtime: Runtime, draft: string): string[] {
  const locale = runtime.major >= BUILTIN_LOCALE_SINCE ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];
  return [
    "-D",
    draft,
    "-U",
    DATABASE_USER,
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile(place)}`,
    "-E",
    "UTF8",
    "--locale=C",
    ...locale,
    "--data-checksums",
  ];
}

function lastLine(error: unknown): string {
  const text = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  return text.trim().split("\n").at(-1) ?? "";
}

/** Nothing of ours: a PGDATA or LC_ALL of the caller must not change what PostgreSQL does. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LANG: "C", TZ: "UTC", NODE_ENV: "production" };
}
