import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "#core/config/config";
import { readConfig } from "#core/config/parse-config";
import { loadedFrom, type Loaded } from "./load-plan.ts";
import { readFile } from "./read-file.ts";
import { readYaml, type Environment } from "./yaml-document.ts";

export const SHIPPED_PLAN = fileURLToPath(new URL("../../../plans/full-rollout-sprint-3.yaml", import.meta.url));

/** A configuration from YAML text, `${NAME}` filled from `environment`. Problems never quote a filled value. */
export function configFromText(text: string, file: string, environment: Environment): Loaded<Config> {
  return loadedFrom(readYaml(text, file, environment), readConfig);
}

/** Reads, fills, checks and returns the configuration in `file`. `config.plan` stays as written, relative to the file's folder. */
export async function loadConfig(file: string, environment: Environment): Promise<Loaded<Config>> {
  const read = await readFile(file);
  return read.ok ? configFromText(read.text, file, environment) : { ...read, rest: null };
}

/** The plan file that the configuration in `configFile` names; null: the plan that Holdpoint ships with. */
export function planFileOf(config: Pick<Config, "plan">, configFile: string): string | null {
  return config.plan === undefined ? null : resolve(dirname(configFile), config.plan);
}
