import { access } from "node:fs/promises";
import { configSchema, type Config } from "#core/config/config";
import type { Plan } from "#core/plan/plan";
import { realClock } from "#edges/clock/clock";
import { SHIPPED_PLAN } from "#edges/plan-file/load-config";
import { loadPlan } from "#edges/plan-file/load-plan";
import { problemText, withPlan } from "#edges/plan-file/report-problems";
import { loadRunnable } from "../main-clients.ts";
import { ensureBuild, PROJECT, readEnvironment, runProgram, say, stopWith } from "./run-program.ts";

/** `holdpoint start`: the configuration's plan and targets, on real time. */
export async function runStart(): Promise<void> {
  const { environment, log } = readEnvironment();
  const { config, plan } = await readFiles(environment.HOLDPOINT_CONFIG);
  await runProgram(
    {
      environment,
      config,
      plan,
      kind: "production",
      build: await ensureBuild(environment, log),
      dir: PROJECT,
      openClock: () => realClock(),
      say,
      log,
    },
    ({ pairingUrl, setupUrl, url, localUrl }) => [
      ...(setupUrl === null ? [] : [`Nobody has an account yet. The administrator opens, once: ${setupUrl}`]),
      ...(url === localUrl ? [] : [`It listens at ${localUrl}, for the reverse proxy.`]),
      `Holdpoint is open at ${url}. On this display, open: ${pairingUrl}`,
    ],
  );
}

/** Without a file, everything has its default; then the plan is the one that Holdpoint ships with. */
async function readFiles(path: string): Promise<{ readonly config: Config; readonly plan: Plan }> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) {
    // under a wrong name, another rollout would be begun beside the one that runs
    if (process.env["HOLDPOINT_CONFIG"]) stopWith(2, `HOLDPOINT_CONFIG names ${path}, and there is no such file.`);
    say(`There is no ${path}: starting with no targets. README.md says what it may hold.`);
    return { config: configSchema.parse({}), plan: await readPlan(SHIPPED_PLAN) };
  }
  return await loadFiles(path);
}

/** A configuration and its plan; ends the process, saying what is wrong, where they are not there or do not fit. */
export async function loadFiles(path: string): Promise<{ readonly config: Config; readonly plan: Plan }> {
  const { config, plan } = await withPlan(await loadRunnable(path, process.env), path);
  if (config.ok && plan.ok) return { config: config.value, plan: plan.value };
  return stopWith(2, problemText([...(config.ok ? [] : config.problems), ...(plan.ok ? [] : plan.problems)]));
}

export async function readPlan(path: string): Promise<Plan> {
  const loaded = await loadPlan(path);
  return loaded.ok ? loaded.value : stopWith(2, problemText(loaded.problems));
}
