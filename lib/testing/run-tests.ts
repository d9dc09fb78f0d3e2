import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { closingLine } from "./counts.ts";
import { findBrowser } from "./find-browser.ts";
import { findHaproxy } from "./find-haproxy.ts";
import { findPgbouncer } from "./find-pgbouncer.ts";
import { findRedisServer } from "./find-redis.ts";
import { stepRunner, type StepRunner } from "./step-runner.ts";
import { preparation, runningSteps, staticSteps } from "./steps.ts";

// `npm test` runs everything; `npm run verify` (argument "verify") only what needs no running program.
const verifyOnly = process.argv.includes("verify");
const root = fileURLToPath(new URL("../../", import.meta.url));
const print = (text: string): void => void process.stdout.write(text);
const say = (line: string): void => print(`${line}\n`);

async function prepareTools(runner: StepRunner): Promise<void> {
  await findRedisServer(say);
  await findHaproxy(say);
  await findPgbouncer(say);
  try {
    process.env["CHROMIUM_PATH"] = await findBrowser(say);
  } catch (problem) {
    say(`FAILED  browser: ${problem instanceof Error ? problem.message : String(problem)}`);
    runner.note("browser", false);
  }
}

async function main(): Promise<void> {
  process.chdir(root);
  const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-tests-"));
  const still = staticSteps({ cached: verifyOnly });
  const running = verifyOnly ? [] : runningSteps(folder);
  const plan = [preparation, ...still, ...running].map((step) => step.name);
  const runner = stepRunner({ root, print, plan });
  try {
    await runner.run([preparation], 1);
    await runner.run(still, 2);
    if (!verifyOnly) await prepareTools(runner);
    await runner.run(running, 1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const counts = runner.counts();
  say(closingLine(counts));
  if (counts.failed > 0) process.exitCode = 1;
}

await main();
