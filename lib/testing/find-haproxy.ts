import { findProgram, installPackages, mayInstallPackages, type Say } from "./find-program.ts";

/** Debian keeps it where only root's PATH leads. */
const PLACES = ["haproxy", "/usr/sbin/haproxy"];

/** The haproxy that the traffic tests steer; undefined, said aloud, where it is absent and cannot be installed. */
export async function findHaproxy(say: Say): Promise<string | undefined> {
  const present = await findProgram(PLACES);
  if (present !== undefined) return present;
  if (await mayInstallPackages()) await installPackages(["haproxy"], say);
  const found = await findProgram(PLACES);
  say(found === undefined ? "haproxy: none here; the tests that need one are skipped" : `haproxy: ${found}`);
  return found;
}

/** The same without installing anything, for a test to skip itself. */
export function presentHaproxy(): Promise<string | undefined> {
  return findProgram(PLACES);
}
