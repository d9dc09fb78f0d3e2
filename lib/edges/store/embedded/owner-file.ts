import { link, readFile, rename, rm, writeFile } from "node:fs/promises";

/**
 * One Holdpoint per folder: a file that names the process holding it. A process number alone is used again after a restart of
 * the machine or container, so the process's start is named too, where the system tells it.
 */
export type Owner = { readonly pid: number; readonly startedAt: string | null };

/** Takes the folder; answers the live process that has it instead, or null when it is ours now. */
export async function takeOwnership(file: string): Promise<Owner | null> {
  const mine: Owner = { pid: process.pid, startedAt: await startOf(process.pid) };
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      if (await linked(draft, file)) return null;
      const other = await readOwner(file);
      if (other !== null && (await isAlive(other))) return other;
      await discard(file, other);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

export async function giveUpOwnership(file: string): Promise<void> {
  if ((await readOwner(file))?.pid === process.pid) await rm(file, { force: true });
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function readOwner(file: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Owner;
  } catch {
    return null;
  }
}

/** Two starters may find the same dead owner: whoever moved a file that is not the dead one's puts it back. */
async function discard(file: string, dead: Owner | null): Promise<void> {
  const aside = `${file}.stale.${process.pid}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  const moved = await readOwner(aside);
  if (moved !== null && moved.pid !== dead?.pid) await linked(aside, file);
  await rm(aside, { force: true });
}

async function isAlive(owner: Owner): Promise<boolean> {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (codeOf(error) === "ESRCH") return false;
  }
  return owner.startedAt === (await startOf(owner.pid));
}

/** Field 22 of /proc/<pid>/stat (start in clock ticks since boot) with the boot's id; null where there is no /proc. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, "utf8");
    const boot = (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
    return `${boot}:${line.slice(line.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error ? String(error.code) : null;
}
