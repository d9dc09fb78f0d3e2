import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DATABASE_USER } from "./cluster.ts";
import { PROGRAM_USER } from "./program-role.ts";
import { passwordFile, passwordOf, type Place } from "./place.ts";
import { runningPostmaster, SOCKET_PORT } from "./postmaster.ts";
import type { SocketAddress } from "./supervisor.ts";

/** What there is below a data folder, looked at without making, starting or stopping anything. */
export type Found =
  | { readonly kind: "nothing" }
  /** A database whose server is not running. */
  | { readonly kind: "asleep" }
  /** A server that somebody started and goes on with; `program` as that program connects. */
  | { readonly kind: "running"; readonly address: SocketAddress; readonly program: SocketAddress };

export async function findEmbedded(dataDir: string): Promise<Found> {
  const folder = await realpath(join(resolve(dataDir), "postgres")).catch(() => null);
  if (folder === null) return { kind: "nothing" };
  const place: Place = { folder, cluster: join(folder, "data"), user: null };
  if (!existsSync(join(place.cluster, "PG_VERSION")) || !existsSync(passwordFile(place))) return { kind: "nothing" };
  const postmaster = await runningPostmaster(place);
  if (!postmaster) return { kind: "asleep" };
  const address = {
    host: postmaster.socketFolder,
    port: SOCKET_PORT,
    user: DATABASE_USER,
    password: await passwordOf(place),
    database: "postgres",
  };
  // a version before there was such a role may still run
  const program = existsSync(passwordFile(place, "program"))
    ? { ...address, user: PROGRAM_USER, password: await passwordOf(place, "program") }
    : address;
  return { kind: "running", address, program };
}
