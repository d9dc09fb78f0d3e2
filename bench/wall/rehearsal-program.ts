import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "#core/config/config";
import { configSchema } from "#core/config/config";
import { environmentSchema } from "#edges/env";
import { rehearsalClock } from "#edges/clock/clock";
import { openLog } from "#edges/log/json-log";
import { loadPlan } from "#edges/plan-file/load-plan";
import { OPERATOR } from "./operator.ts";
import { start, type Running, type StartOptions } from "../../lib/main.ts";

/** What the bench asks for; the answer is `Opened`. */
export type Wanted = {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly targets: readonly unknown[];
  readonly pushKeyHash: string;
  /** What the rehearsal clock reads when the program starts. */
  readonly startAt: number;
};
export type Opened = { readonly url: string; readonly pairingUrl: string };

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** The whole built program with the bench's targets, on a rehearsal clock whose rate is set from outside. */
async function open(wanted: Wanted): Promise<Running> {
  const loaded = await loadPlan(join(PROJECT, "plans/full-rollout-sprint-3.yaml"));
  if (!loaded.ok) throw new Error("the shipped plan is wrong");
  const clock = rehearsalClock({ startAt: wanted.startAt, rate: 1 });
  const options: StartOptions = {
    environment: environmentSchema.parse({
      HOLDPOINT_DATA: wanted.dataDir,
      DATABASE_URL: wanted.databaseUrl,
      HOLDPOINT_SECRET: randomBytes(24).toString("hex"),
      PORT: "0",
    }),
    config: configOf(wanted),
    plan: loaded.value,
    kind: "rehearsal",
    build: (await readFile(join(PROJECT, ".next", "BUILD_ID"), "utf8")).trim(),
    dir: PROJECT,
    openClock: () => clock,
    // the door through which a rehearsal's rate is set; nothing is watched but the configured targets
    openSystem: () =>
      Promise.resolve({
        targets: [],
        keys: [],
        port: { controlUrl: "", setRate: (rate) => void clock.setRate(rate) },
        close: () => Promise.resolve(),
      }),
    people: { accounts: [{ ...OPERATOR, role: "operator", discipline: null }], play: () => undefined },
    say: () => undefined,
    log: openLog("warn"),
    onLost: (sentence) => {
      throw new Error(sentence);
    },
  };
  const started = await start(options);
  if (!started.ok) throw new Error(started.refusal.message);
  return started.value;
}

function configOf({ targets, pushKeyHash }: Wanted): Config {
  return configSchema.parse({ targets, push: { keys: [{ name: "bench", hash: pushKeyHash }] } });
}

process.once("message", (wanted: Wanted) => {
  open(wanted).then(
    ({ url, pairingUrl, close }) => {
      process.once("disconnect", () => void close().finally(() => process.exit(0)));
      process.send?.({ url, pairingUrl } satisfies Opened);
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
