import { readFile, readdir } from "node:fs/promises";

/** /proc counts processor time in these. */
const PROC_TICK_MS = 10;

type Spent = { readonly pid: number; readonly parent: number; readonly ms: number };

/** Processor time in ms that a process and everything it started have used so far, whether it still runs or not. */
export async function cpuOfTree(root: number): Promise<number> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = (await Promise.all(pids.map(spentBy))).filter((spent) => spent !== null);
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size;) {
    size = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return all.filter(({ pid }) => tree.has(pid)).reduce((sum, { ms }) => sum + ms, 0);
}

async function spentBy(pid: number): Promise<Spent | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return null;
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [parent = 0] = fields.slice(1, 2);
  // user, system, and both of children that have ended
  const ticks = fields.slice(11, 15).reduce((sum, n) => sum + n, 0);
  return { pid, parent, ms: ticks * PROC_TICK_MS };
}

/** Processor time in ms that the whole machine has used so far. */
export async function cpuOfMachine(): Promise<number> {
  const [user = 0, nice = 0, system = 0] = (await readFile("/proc/stat", "utf8")).split(/\s+/).slice(1, 4).map(Number);
  return (user + nice + system) * PROC_TICK_MS;
}

/** The process that started this one; throws when there is no such process. */
export async function parentOf(pid: number): Promise<number> {
  const spent = await spentBy(pid);
  if (!spent) throw new Error(`there is no process ${pid}`);
  return spent.parent;
}
