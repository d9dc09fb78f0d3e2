import { randomBytes } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { access, chmod, chown, lstat, mkdir, mkdtemp, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { accept, refuse, type Outcome } from "#core/outcome";
import { canEnter, userToRunAs, type UnixUser } from "./unix-user.ts";

/** Where one embedded database lives. `user` is null when PostgreSQL runs as ourselves. */
export type Place = { readonly folder: string; readonly cluster: string; readonly user: UnixUser | null };

/** A Unix socket's path holds 107 bytes; PostgreSQL adds its own file name and a lock file beside it. */
const MOST_SOCKET_FOLDER_BYTES = 107 - "/.s.PGSQL.5432".length;
const ROOTS_OWN_PLACE = "/var/lib/holdpoint";

/**
 * Makes `<dataDir>/postgres` ready for the user that PostgreSQL runs as. Started as root with a data folder that this user
 * cannot enter (below /root, say), the database goes to a folder of its own in `elsewhere` and `postgres` becomes a link to it.
 * Refuses as `unavailable` what cannot be written or entered, and then touches nothing.
 */
export async function preparePlace(
  dataDir: string,
  say: (message: string) => void,
  elsewhere = ROOTS_OWN_PLACE,
): Promise<Outcome<Place>> {
  const wanted = resolve(dataDir);
  const user = await userToRunAs();
  if (user === null)
    return refuse(
      "unavailable",
      "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as: set DATABASE_URL.",
    );
  try {
    await mkdir(wanted, { recursive: true });
    await access(wanted, constants.W_OK | constants.X_OK);
    const link = join(wanted, "postgres");
    if (user !== "self" && !(await canEnter(user, wanted)) && !existsSync(link)) {
      await moveOut(link, elsewhere, user);
      say(`PostgreSQL runs as ${user.name}, who cannot enter ${wanted}: the database lives in ${await realpath(link)}`);
    }
    await mkdir(link, { recursive: true, mode: 0o700 });
    const folder = await realpath(link);
    if (user !== "self") await chown(folder, user.uid, user.gid);
    if (user !== "self" && !(await canEnter(user, folder))) {
      return refuse(
        "unavailable",
        `PostgreSQL runs as ${user.name}, who cannot enter ${folder}: point HOLDPOINT_DATA at a folder that every user may enter.`,
      );
    }
    return accept({ folder, cluster: join(folder, "data"), user: user === "self" ? null : user });
  } catch (error) {
    return refuse(
      "unavailable",
      `The data folder ${wanted} cannot be written (${reasonOf(error)}): point HOLDPOINT_DATA at one that can.`,
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

async function moveOut(link: string, elsewhere: string, user: UnixUser): Promise<void> {
  await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  const folder = await mkdtemp(join(elsewhere, "data-"));
  await chown(folder, user.uid, user.gid);
  await symlink(folder, link, "dir");
}

/** The socket's folder: the place itself, or a short private one where its path is too long for a socket. */
export async function socketFolder(place: Place): Promise<Outcome<string>> {
  if (Buffer.byteLength(place.folder) <= MOST_SOCKET_FOLDER_BYTES) return accept(place.folder);
  const name = `holdpoint-${createHash("sha256").update(place.folder).digest("hex").slice(0, 16)}`;
  const base = Buffer.byteLength(join(tmpdir(), name)) <= MOST_SOCKET_FOLDER_BYTES ? tmpdir() : "/tmp";
  const folder = join(base, name);
  const uid = place.user?.uid ?? process.getuid?.() ?? 0;
  await mkdir(folder, { mode: 0o700 }).then(
    () => chownTo(folder, place.user),
    () => undefined,
  );
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return accept(folder);
  return refuse(
    "unavailable",
    `${folder} is needed for the database's socket and belongs to somebody else: remove it or shorten HOLDPOINT_DATA.`,
  );
}

async function chownTo(path: string, user: UnixUser | null): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}

/** Whose password: the role's that `initdb` made, or the program's. */
export type Role = "owner" | "program";
const PASSWORD_FILE: Readonly<Record<Role, string>> = { owner: "password", program: "program-password" };

/** A role's random password, made when it is first asked for and readable by its owner only. */
export async function passwordOf(place: Place, role: Role = "owner"): Promise<string> {
  const file = passwordFile(place, role);
  if (!existsSync(file)) {
    await writeFile(file, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
    await chmod(file, 0o600);
    await chownTo(file, place.user);
  }
  return (await readFile(file, "utf8")).trim();
}

export function passwordFile(place: Place, role: Role = "owner"): string {
  return join(place.folder, PASSWORD_FILE[role]);
}
