import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** Whom PostgreSQL runs as; it refuses to run as root. */
export type UnixUser = { readonly name: string; readonly uid: number; readonly gid: number };

/** Started as root: `postgres`, else `nobody`, null when there is neither. Otherwise `self`: nothing to change. */
export async function userToRunAs(): Promise<UnixUser | "self" | null> {
  if (process.getuid?.() !== 0) return "self";
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const [name, , uid, gid] = lines.find(([name]) => name === wanted) ?? [];
    if (name && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

/** Whether `user` may pass through `folder` and every folder above it. */
export async function canEnter(user: UnixUser, folder: string): Promise<boolean> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
