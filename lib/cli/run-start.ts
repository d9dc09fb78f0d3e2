import { access } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { configSchema, type Config } from "#core/config/config";
import type { Plan } from "#core/plan/plan";
import { realClock } from "#edges/clock/clock";
import { loadConfig } from "#edges/plan-file/load-config";
import { loadPlan, type Loaded } from "#edges/plan-file/load-plan";
import { misfits, problemText } from "#edges/plan-file/report-problems";
import type { FileProblem } from "#edges/plan-file/yaml-document";
import { ensureBuild, PROJECT, readEnvironment, runProgram, say, stopWith } from "./run-program.ts";

/** `holdpoint start`: the configuration's plan and targets, on real time. */
export async function runStart(): Promise<void> {
  const { environment, log } = readEnvironment();
  const { config, folder, unfit } = await readConfig(environment.HOLDPOINT_CONFIG);
  const plan = await readPlan(
    config.plan === undefined ? resolve(PROJECT, "plans/full-rollout-sprint-3.yaml") : resolve(folder, config.plan),
  );
  const problems = unfit(plan);
  if (problems.length > 0) stopWith(2, problemText(problems));
  await runProgram(
    {
      environment,
      config,
      plan,
      kind: "production",
      build: await ensureBuild(),
      dir: PROJECT,
      openClock: () => realClock(),
      say,
      log,
    },
    ({ pairingUrl, setupUrl, url }) => [
      ...(setupUrl === null ? [] : [`Nobody has an account yet. The administrator opens, once: ${setupUrl}`]),
      `Holdpoint is open at ${url}. On this display, open: ${pairingUrl}`,
    ],
  );
}

type ReadConfig = {
  readonly config: Config;
  readonly folder: string;
  /** Places of the file that do not fit the plan. */
  unfit(plan: Plan): readonly FileProblem[];
};

/** Without a file, everything has its default; then the plan is the one that Holdpoint ships with. */
async function readConfig(path: string): Promise<ReadConfig> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) {
    say(`There is no ${path}: starting with no targets. README.md says what it may hold.`);
    return { config: configSchema.parse({}), folder: PROJECT, unfit: () => [] };
  }
  const loaded = await loadConfig(path, process.env);
  return { config: valueOf(loaded), folder: dirname(path), unfit: (plan) => misfits(loaded, plan) };
}

export async function readPlan(path: string): Promise<Plan> {
  return valueOf(await loadPlan(path));
}

function valueOf<T>(loaded: Loaded<T>): T {
  return loaded.ok ? loaded.value : stopWith(2, problemText(loaded.problems));
}
