import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Plan } from "#core/plan/plan";
import type { RoomEvent } from "#core/room/room-event";
import { DAY_MS, HOUR_MS, MINUTE_MS, TICK_MS, tickStart, type EpochMs } from "#core/time";
import { chanceFrom } from "#demo/chance";
import { loadPlan } from "#edges/plan-file/load-plan";
import { replays, type Replays } from "#engine/replay";
import { GOOD_HEALTH } from "#testing/a-frame";
import { handClock } from "#testing/an-engine";
import { replaySchema } from "#wire/replay";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { historyFrom } from "./gate-open/history.ts";
import { systemSamples, TARGETS } from "./gate-open/system.ts";
import { withStore, type Opened } from "./store-fixture.ts";

const DAYS = Number(process.env["BENCH_DAYS"] ?? 29);
const JUMPS = Number(process.env["BENCH_ROUNDS"] ?? 500);
const VIEWS = 2;
const SEED = 20_261_125;
/** As many as a lively rollout logs: one every ten minutes. */
const EVENT_EVERY_MS = 10 * MINUTE_MS;
/** From one moment to the next, as a slider plays. */
const PLAYED_MS = 5 * MINUTE_MS;
const EVENTS_AT_ONCE = 200;

/**
 * Jumps to any moment of 29 days of 20 targets, from the question to the answer as text: the log folded up to then, every view,
 * and everything since T0. The first jump after a start reads all days; they are remembered then.
 */
export const bench: Bench = { name: "replay", run };

async function run(): Promise<Figures> {
  const plan = await shippedPlan();
  return withStore(async (opened) => {
    await opened.store.saveTargets(TARGETS);
    const t0 = Date.parse(plan.t0);
    const end = t0 + DAYS * DAY_MS;
    const history = historyFrom(t0 - HOUR_MS, opened, systemSamples());
    await history.goOn(end);
    const rollout = await openRollout(opened, plan);
    const events = await fillLog(opened, rollout.id, { t0, end });
    const chance = chanceFrom(SEED);
    const moment = (): EpochMs => t0 + Math.floor(chance() * (end - t0));
    const running = replaysOn(opened, { plan, rollout, now: end });
    const first = await jump(running, end);
    const times: number[] = [];
    for (let i = 0; i < JUMPS; i += 1) times.push((await jump(running, moment())).ms);
    const played: number[] = [];
    for (let i = 0; i < JUMPS; i += 1) played.push((await jump(running, t0 + ((i * PLAYED_MS) % (end - t0)))).ms);
    return {
      samples: figure(history.samples(), "samples"),
      events: figure(events, "events"),
      first_after_start: figure(first.ms, "ms"),
      p50: figure(percentile(times, 0.5), "ms"),
      p99: figure(percentile(times, 0.99), "ms", { below: 300 }),
      max: figure(percentile(times, 1), "ms"),
      played_p99: figure(percentile(played, 0.99), "ms", { below: 300 }),
      answer: figure(first.bytes / 1_000, "KB"),
    };
  });
}

async function shippedPlan(): Promise<Plan> {
  const loaded = await loadPlan(fileURLToPath(new URL("../plans/full-rollout-sprint-3.yaml", import.meta.url)));
  if (!loaded.ok) throw new Error("the shipped plan cannot be read");
  return loaded.value;
}

type Rollout = Awaited<ReturnType<Opened["store"]["openRollout"]>>;

function openRollout({ store }: Opened, plan: Plan): Promise<Rollout> {
  return store.openRollout({ plan: plan.id, planVersion: plan.version, kind: "production", t0: Date.parse(plan.t0) });
}

/** The start, and then remarks at regular intervals. */
async function fillLog(
  { store }: Opened,
  id: string,
  { t0, end }: { readonly t0: EpochMs; readonly end: EpochMs },
): Promise<number> {
  const actor = { kind: "engine" } as const;
  const start: RoomEvent = { type: "rollout_started", t0, planned: t0, poll: null, override: "A bench", baseline: [] };
  const remarks = Array.from({ length: Math.floor((end - t0) / EVENT_EVERY_MS) }, (_, i): RoomEvent => {
    return { type: "note_added", text: `Remark ${i}: nothing that needs a decision.`, checkpoint: null };
  });
  const events = [start, ...remarks].map((event, i) => ({ at: t0 + i * EVENT_EVERY_MS, actor, event }));
  for (let i = 0; i < events.length; i += EVENTS_AT_ONCE) {
    const appended = await store.eventLog.append(id, i, [
      { events: events.slice(i, i + EVENTS_AT_ONCE), receipt: null },
    ]);
    if (!appended) throw new Error("the log has grown by itself");
  }
  return events.length;
}

function replaysOn(
  { store }: Opened,
  { plan, rollout, now }: { readonly plan: Plan; readonly rollout: Rollout; readonly now: EpochMs },
): Replays {
  return replays({
    ...{ plan, rollout, store },
    targets: TARGETS,
    clock: handClock(now),
    eventLog: store.eventLog,
    envelope: (tick) => ({
      ...{ seq: tick, at: tickStart(tick + 1), sentAt: now, everyMs: TICK_MS, build: "bench", health: GOOD_HEALTH },
    }),
    traffic: { kind: "record" },
    demo: false,
    build: "bench",
    pause: (ms) => sleep(ms, undefined, { ref: false }),
  });
}

async function jump(running: Replays, at: EpochMs): Promise<{ readonly ms: number; readonly bytes: number }> {
  const begun = performance.now();
  const answer = await running.at({ at, room: [] });
  if (!answer.ok) throw new Error(answer.refusal.message);
  const text = JSON.stringify(answer.value);
  const ms = performance.now() - begun;
  if (replaySchema.parse(JSON.parse(text)).frames.length !== VIEWS) throw new Error("a view is missing");
  return { ms, bytes: text.length };
}
