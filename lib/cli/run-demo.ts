import { join } from "node:path";
import { configSchema } from "#core/config/config";
import { MINUTE_MS, type EpochMs } from "#core/time";
import { startDemoSystem } from "#demo/demo-system";
import { newPushKey } from "#edges/auth/push-key";
import { rehearsalClock, type RehearsalClock } from "#edges/clock/clock";
import { SHIPPED_PLAN } from "#edges/plan-file/load-config";
import type { Clock } from "#engine/ports";
import { REHEARSAL_PEOPLE } from "#demo/people/people";
import { playRollCall, playToStart } from "#demo/people/play-story";
import type { People, WatchedSystem } from "../main.ts";
import { ensureBuild, PROJECT, readEnvironment, runProgram, say } from "./run-program.ts";
import { loadFiles, readPlan } from "./run-start.ts";

/** The rehearsal begins so long before T0: the load's first, faster round is over by then. */
const LEAD_MS = 5 * MINUTE_MS;

export type DemoOptions = {
  readonly rate: number;
  readonly seed: number;
  /** `t0`: the rehearsal's people have prepared and start it; `preflight`: that is left to whoever tries it. */
  readonly from: "t0" | "preflight";
  /** A configuration file to rehearse: its plan, channels and traffic; the bundled system is watched beside its targets. */
  readonly config?: string | undefined;
  /** The rehearsal goes on here, as if Holdpoint had been down until then; default: where it was left. */
  readonly at?: EpochMs | undefined;
};

/** `holdpoint demo`: the shipped plan, rehearsed on the bundled demo system; nothing to configure. */
export async function runDemo({ rate, seed, from, config: file, at }: DemoOptions): Promise<void> {
  const { environment, log } = readEnvironment();
  const { config, plan } =
    file === undefined ? { config: configSchema.parse({}), plan: await readPlan(SHIPPED_PLAN) } : await loadFiles(file);
  const build = await ensureBuild(environment, log);
  const folder = join(environment.HOLDPOINT_DATA, "demo");
  const clocks: { rehearsal: RehearsalClock | null } = { rehearsal: null };
  const openClock = (latest: number | null): Clock =>
    (clocks.rehearsal = rehearsalClock({ startAt: startOf({ t0: Date.parse(plan.t0), latest, at }), rate }));
  const openSystem = async (clock: Clock, url: string): Promise<WatchedSystem> => {
    const key = newPushKey();
    const taken = config.targets.map(({ id }) => id);
    const about = { holdpointUrl: url, pushKey: key.key, clock: clock.setting(), seed, folder, taken };
    const system = await startDemoSystem(about);
    const setRate = (wanted: number): void =>
      void system.setClock(clocks.rehearsal?.setRate(wanted) ?? clock.setting());
    return {
      targets: system.targets,
      keys: [{ name: "demo", hash: key.hash }],
      port: { controlUrl: system.controlUrl, setRate },
      close: () => system.close(),
    };
  };
  await runProgram(
    {
      environment: { ...environment, HOLDPOINT_DATA: folder },
      config,
      plan,
      kind: "rehearsal",
      build,
      dir: PROJECT,
      openClock,
      openSystem,
      people: rehearsalPeople(from),
      say,
      log,
    },
    ({ pairingUrl, url }) => [
      "",
      "REHEARSAL: the demo system is running and Holdpoint is watching it.",
      `  Overview     ${pairingUrl}`,
      `  Wall         ${url}/wall   (after the overview was opened once in this browser)`,
      `  Faults       ${url}/demo   (signed in)`,
      `  Sign in      ${url}/sign-in   as ada@rehearsal.test (lead) or robin@rehearsal.test (administrator),`,
      `               password "${PASSWORD}"; the page lists everybody`,
      `  One minute here is ${rate} minutes of the rollout. Ctrl-C ends everything.`,
    ],
  );
}

type Start = { readonly t0: EpochMs; readonly latest: EpochMs | null; readonly at: EpochMs | undefined };

function startOf({ t0, latest, at }: Start): EpochMs {
  const earliest = Math.max(t0 - LEAD_MS, latest ?? 0);
  if (at !== undefined && at < earliest)
    throw new Error(`--at is before ${new Date(earliest).toISOString()}, and a rehearsal cannot go back.`);
  return at ?? earliest;
}

/** The demo listens on this machine only, and its people exist nowhere else. */
const PASSWORD = "rehearsal-only";

function rehearsalPeople(from: DemoOptions["from"]): People {
  return {
    accounts: REHEARSAL_PEOPLE.map(({ name, email, role, discipline }) => {
      return { name, email, role, discipline, password: PASSWORD };
    }),
    play: ({ engine, clock, accounts }) => {
      const cast = accounts.map((account, index) => ({ account, holds: REHEARSAL_PEOPLE[index]?.holds ?? [] }));
      const story = { engine, clock, cast, say };
      const play = from === "t0" ? playToStart : playRollCall;
      play(story).catch((error: unknown) => say(`The rehearsal's people stopped: ${String(error)}`));
    },
  };
}
