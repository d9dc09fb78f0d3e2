import { sendLogHeadEveryMs, type Config } from "#core/config/config";
import { needsOf, targetOf, type TargetConfig } from "#core/config/target-config";
import { planSoundness } from "#core/plan/lint/plan-soundness";
import type { Plan } from "#core/plan/plan";
import type { LiveServer } from "#edges/realtime/live-server";
import type { OpenedStore } from "#edges/store/open-store";
import { openTraffic } from "#edges/traffic/open-traffic";
import type { Closing } from "#engine/close-in-turn";
import { createEngine, type RunningEngine } from "#engine/engine";
import type { Notifier } from "#engine/notify-ports";
import type { Accounts, Clock, Log, OwnFaults, RolloutRecord, StrayErrors, UnreadableRows } from "#engine/ports";
import { startNotifier } from "./main-notifier.ts";

export type EngineOptions = {
  readonly config: Config;
  readonly plan: Plan;
  readonly kind: RolloutRecord["kind"];
  readonly build: string;
  readonly log: Log;
};

export type EnginePlace = {
  readonly store: OpenedStore;
  readonly live: LiveServer;
  readonly accounts: Accounts;
  readonly url: string;
  readonly clock: Clock;
  readonly configured: readonly TargetConfig[];
  readonly demo: boolean;
  readonly faults: OwnFaults;
  readonly unreadable: UnreadableRows;
  readonly strayErrors: StrayErrors;
  readonly closing: Closing;
};

/** The engine on what was opened for it, and what it drives outside, each closed before what it stands on. */
export async function openEngine(
  options: EngineOptions,
  place: EnginePlace,
): Promise<{ readonly engine: RunningEngine; readonly notifier: Notifier }> {
  const { config, plan, kind, build, log } = options;
  const { store, live, accounts, url, clock, configured, demo, faults, unreadable, strayErrors, closing } = place;
  const targets = configured.map(targetOf);
  await store.patiently(() => store.saveTargets(targets));
  const t0 = Date.parse(plan.t0);
  const wanted = { plan: plan.id, planVersion: plan.version, kind, t0 };
  const rollout = await store.patiently(() => store.openRollout(wanted, { plan, targets }));
  const notifier = await startNotifier({
    ...{ config, store, url, log },
    rollout: { id: rollout.id, name: plan.name, kind },
    engine: () => engine,
  });
  closing.add(() => notifier.close());
  const traffic = openTraffic(config.traffic, {
    plan,
    recorded: () => engine.room().traffic.applied?.split ?? null,
    allowLinkLocal: config.network.allowLinkLocal,
  });
  // the files were checked against each other before
  if (!traffic.ok) throw new Error(traffic.refusal.message);
  const engine = createEngine({
    ...{ plan, rollout, targets, clock, store, notifier, accounts, log, build, demo, faults, unreadable, strayErrors },
    traffic: traffic.value,
    needs: needsOf(configured),
    sendLogHeadEveryMs: sendLogHeadEveryMs(config),
    shelf: store,
    reads: store.reads,
    writer: store.writer,
    publisher: live,
    eventLog: store.eventLog,
    configuration: planSoundness(plan),
    realNow: () => Date.now(),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  await store.patiently(() => engine.restore());
  return { engine, notifier };
}
