import { parseEnvironment } from "#edges/env";
import { checkConfig, type CheckReport } from "#edges/plan-file/report-problems";
import type { Environment } from "#edges/plan-file/yaml-document";
import { loadRunnable } from "../main-clients.ts";

/** `holdpoint config check FILE`: the file, and before it the settings in the environment that a start would refuse. */
export async function runConfigCheck(file: string, variables: Environment): Promise<CheckReport> {
  const settings = parseEnvironment(variables);
  const refused = settings.ok ? [] : settings.refusal.message.split("\n");
  return await checkConfig(file, await loadRunnable(file, variables), refused);
}
