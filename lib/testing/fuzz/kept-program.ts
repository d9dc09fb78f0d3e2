import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startProgram, type RunningProgram } from "../running-program.ts";

/** The demo on a data folder that outlives it, so that it can be started again on what it accepted. */
export type KeptProgram = {
  readonly program: () => RunningProgram;
  /** Stops it and starts it again on the same data; rejects when it does not come back. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  end(): Promise<void>;
};

export async function keptProgram(rate: number): Promise<KeptProgram> {
  const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-fuzz-"));
  // as root, PostgreSQL runs as another user, who must be able to enter
  await chmod(folder, 0o755);
  const begin = (): Promise<RunningProgram> =>
    startProgram(["demo", "--rate", String(rate)], { HOLDPOINT_DATA: folder, HOLDPOINT_LOG: "warn" });
  const running = { program: await begin() };
  return {
    program: () => running.program,
    restart: async () => {
      await running.program.stop();
      running.program = await begin();
    },
    end: async () => {
      await running.program.stop().finally(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    },
  };
}
