import { existsSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
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

/**
 * Reads, fills, checks and returns the configuration in `file`. Certificates and keys that it names are looked up from its
 * folder, and are whole paths in what is returned; `config.plan` stays as written.
 */
export async function loadConfig(file: string, environment: Environment): Promise<Loaded<Config>> {
  const read = await readFile(file);
  if (!read.ok) return { ...read, rest: null };
  const loaded = configFromText(read.text, file, environment);
  if (loaded.ok) return { ...loaded, value: withWholePaths(loaded.value, dirname(file)) };
  if (loaded.rest === null) return loaded;
  const { part, document } = loaded.rest;
  return { ...loaded, rest: { document, part: { ...part, value: withWholePaths(part.value, dirname(file)) } } };
}

function withWholePaths(config: Config, folder: string): Config {
  const targets = config.targets.map((target) => {
    if (target.kind === "postgres") return { ...target, url: withWholeParameters(target.url, folder) };
    if (target.kind !== "http" || target.tls?.ca === undefined) return target;
    return { ...target, tls: { ...target.tls, ca: wholePath(target.tls.ca, folder) } };
  });
  return { ...config, targets };
}

function withWholeParameters(url: string, folder: string): string {
  return url.replace(/([?&]ssl(?:rootcert|cert|key)=)([^&#]+)/g, (all, name: string, value: string) => {
    try {
      return `${name}${encodeURIComponent(wholePath(decodeURIComponent(value), folder))}`;
    } catch {
      return all;
    }
  });
}

/** From `folder`; from the folder of the start where only that has it, as earlier versions looked it up. */
function wholePath(written: string, folder: string): string {
  const path = resolve(folder, written);
  return !isAbsolute(written) && !existsSync(path) && existsSync(written) ? resolve(written) : path;
}

/** The plan file that the configuration in `configFile` names; null: the plan that Holdpoint ships with. */
export function planFileOf(config: Pick<Config, "plan">, configFile: string): string | null {
  return config.plan === undefined ? null : resolve(dirname(configFile), config.plan);
}
