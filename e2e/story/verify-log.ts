import { execFile } from "node:child_process";
import type { RunningProgram } from "#testing/running-program";

/** As an operator checks the demo's log. */
export function verifyLog(app: RunningProgram): Promise<{ readonly code: number; readonly text: string }> {
  const environment = { ...process.env, HOLDPOINT_DATA: `${app.dataFolder}/demo` };
  return new Promise((resolve) =>
    execFile(process.execPath, ["lib/cli/holdpoint.mjs", "verify-log"], { env: environment }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, text: `${stdout}${stderr}` }),
    ),
  );
}
