import { findProgram, installPackages, mayInstallPackages, type Say } from "./find-program.ts";

/** The redis-server that the probe tests run against; undefined, said aloud, where it is absent and cannot be installed. */
export async function findRedisServer(say: Say): Promise<string | undefined> {
  const present = await findProgram(["redis-server"]);
  if (present !== undefined) return present;
  if (await mayInstallPackages()) await installPackages(["redis-server"], say);
  const found = await findProgram(["redis-server"]);
  say(found === undefined ? "redis: no redis-server here; the tests that need one are skipped" : `redis: ${found}`);
  return found;
}
