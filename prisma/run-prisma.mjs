// Prisma's command line, without the engine that it would download: the network may hold npm's packages and nothing else.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Path of the command line; null in a production install, which has none. */
function commandLine() {
  try {
    const file = createRequire(import.meta.url).resolve("prisma/build/index.js");
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/**
 * Runs `prisma <words>` with our configuration to its end, and keeps what it said; null where Prisma is not installed.
 * An engine that fails may still end well: for a verdict, look for its words too.
 * @param {readonly string[]} words
 * @param {Readonly<Record<string, string>>} environment
 * @returns {{ ok: boolean, output: string, errors: string } | null}
 */
export function runPrisma(words, environment = {}) {
  const file = commandLine();
  if (file === null) return null;
  const run = spawnSync(process.execPath, [file, ...words, "--config", join(here, "prisma.config.ts")], {
    cwd: dirname(here),
    encoding: "utf8",
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      ...environment,
      PRISMA_SCHEMA_ENGINE_BINARY: join(here, "schema-engine.mjs"),
    },
  });
  return { ok: run.status === 0, output: run.stdout ?? "", errors: run.stderr ?? String(run.error) };
}
