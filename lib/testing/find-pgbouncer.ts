import { findProgram, installPackages, mayInstallPackages, type Say } from "./find-program.ts";

/** Debian keeps it where only root's PATH leads. */
const PLACES = ["pgbouncer", "/usr/sbin/pgbouncer"];

/** The PgBouncer that stands before a database in tests; undefined, said aloud, where it is absent and cannot be installed. */
export async function findPgbouncer(say: Say): Promise<string | undefined> {
  const present = await findProgram(PLACES);
  if (present !== undefined) return present;
  if (await mayInstallPackages()) await installPackages(["pgbouncer"], say);
  const found = await findProgram(PLACES);
  say(found === undefined ? "pgbouncer: none here; the tests that need one are skipped" : `pgbouncer: ${found}`);
  return found;
}

/** The same without installing anything, for a test to skip itself. */
export function presentPgbouncer(): Promise<string | undefined> {
  return findProgram(PLACES);
}
