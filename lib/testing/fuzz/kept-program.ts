import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stringify } from "yaml";
import { newPushKey } from "#edges/auth/push-key";
import { startProgram, type RunningProgram } from "../running-program.ts";
import type { Pushing } from "./fuzz-push.ts";

/** The demo on a data folder that outlives it, so that it can be started again on what it accepted. */
export type KeptProgram = {
  readonly program: () => RunningProgram;
  readonly pushing: Pushing;
  /** Where its database is. */
  readonly dataFolder: string;
  stop(): Promise<void>;
  /** Starts it on the same data; rejects when it does not come back. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  end(): Promise<void>;
};

const TARGET = "orders";

export async function keptProgram(rate: number): Promise<KeptProgram> {
  const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-fuzz-"));
  // as root, PostgreSQL runs as another user, who must be able to enter
  await chmod(folder, 0o755);
  const { key, hash } = newPushKey();
  const config = path.join(folder, "holdpoint.yaml");
  await writeFile(config, stringify(configWith(hash)));
  const environment = {
    HOLDPOINT_DATA: folder,
    HOLDPOINT_LOG: "warn",
    // requests come from many addresses, so that none of them is over its budget for what the others did
    HOLDPOINT_TRUSTED_PROXIES: "127.0.0.1",
  };
  const begin = (): Promise<RunningProgram> =>
    startProgram(["demo", "--rate", String(rate), "--config", config], environment);
  const running = { program: await begin(), is: true };
  const stop = async (): Promise<void> => {
    if (!running.is) return;
    running.is = false;
    await running.program.stop();
  };
  return {
    program: () => running.program,
    pushing: { target: TARGET, key },
    dataFolder: path.join(folder, "demo"),
    stop,
    start: async () => {
      running.program = await begin();
      running.is = true;
    },
    end: () => stop().finally(() => rm(folder, { recursive: true, force: true, maxRetries: 5 })),
  };
}

/** A target to push for, and a channel that never answers, so that there are messages to give up on. */
function configWith(hash: string): unknown {
  return {
    targets: [
      { id: TARGET, name: "Orders", kind: "push", critical: true },
      // reserved-id: as the demo calls one of its own
      { id: "cache", kind: "push" },
    ],
    push: { keys: [{ name: "fuzz", hash, targets: [TARGET] }] },
    channels: [{ id: "hook", kind: "webhook", url: "http://127.0.0.1:9/", secret: `whsec_${"A".repeat(32)}` }],
  };
}
