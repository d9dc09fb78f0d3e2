import type { Plan } from "#core/plan/plan";
import type { Sample } from "#core/measure/sample";
import type { Condition } from "#core/alert/condition";
import type { TrafficStanding } from "#core/alert/traffic-condition";
import { EMPTY_SUM } from "#core/measure/window";
import type { Account } from "#core/room/actor";
import type { Facts } from "#core/room/deciding";
import { allNeeds, type Needs } from "#core/needs";
import { accept, refuse } from "#core/outcome";
import type { Target } from "#core/target";
import { TICK_MS, tickAt, tickStart, type EpochMs } from "#core/time";
import { conditionsOf } from "./alert-conditions.ts";
import { beats, type BeatParts } from "./beat.ts";
import { catchUp } from "./catch-up.ts";
import { criteriaFrames } from "./criteria-frame.ts";
import { evaluations, TOO_SLOW, type Evaluations } from "./evaluations.ts";
import { factsOf } from "./facts.ts";
import { frameBuffer } from "./frame-buffer.ts";
import { gaugeNames } from "./gauge-names.ts";
import { liveSamples, type LiveSamples } from "./live-samples.ts";
import { overAfterMs } from "./patience.ts";
import type { Notifier } from "./notify-ports.ts";
import type {
  Accounts,
  Engine,
  EventLog,
  FrameStore,
  OwnFaults,
  RolloutRecord,
  SampleReads,
  SampleStore,
  TickReport,
  StrayErrors,
  UnreadableRows,
} from "./ports.ts";
import { papers } from "./papers.ts";
import { MOST_AHEAD_MS, takePush } from "./push.ts";
import { readHistory, readSeries } from "./queries.ts";
import { yardsticksOf } from "./readings.ts";
import { readFirstTotals } from "./recount.ts";
import { replays, type Replays } from "./replay.ts";
import { rolloutDesk } from "./rollout-desk.ts";
import type { RolloutDoor, RolloutShelf } from "./rollout-port.ts";
import { rolloutView } from "./rollout-view.ts";
import type { RolloutView } from "#wire/rollout";
import { roomEngine, type RoomEngine } from "./room-engine.ts";
import { roomFrames, type RoomFrames } from "./room-frames.ts";
import { signedEnd } from "./signed-end.ts";
import { EVENT_LOG } from "./log-watch.ts";
import { seriesMemory, type SeriesMemory } from "./series-memory.ts";
import type { TrafficControl } from "./traffic-port.ts";
import type { Frame } from "#wire/frame";
import type { SummaryParts } from "./read-summary.ts";
import { vitals, type Vitals } from "./vitals.ts";
import { watchedFrom, type WatchedFrom } from "./watched-from.ts";
import { momentOf } from "./windows.ts";

export type EngineParts = Omit<BeatParts, "live" | "rooms" | "buffer" | "vitals" | "store"> & {
  readonly plan: Plan;
  readonly rollout: RolloutRecord;
  readonly targets: readonly Target[];
  readonly store: SampleStore & FrameStore;
  /** The same samples, for pages and papers. */
  readonly reads: SampleReads;
  readonly shelf: RolloutShelf;
  readonly eventLog: EventLog;
  readonly accounts: Accounts;
  /** Whether plan and configuration are sound, in one sentence. */
  readonly configuration: Facts["configuration"];
  readonly needs: Needs;
  /** Tells people outside the room. */
  readonly notifier: Pick<Notifier, "send">;
  /** Moves the traffic. */
  readonly traffic: TrafficControl;
  /** How often the signed head of the log is sent to people outside; null: never. */
  readonly sendLogHeadEveryMs: number | null;
  readonly demo: boolean;
  readonly faults: OwnFaults;
  readonly unreadable: UnreadableRows;
  readonly strayErrors: StrayErrors;
};

export type RunningEngine = Engine & {
  readonly rollouts: RolloutDoor;
  /** Fills the live windows from the store; call once before the first beat. */
  restore(): Promise<void>;
  beat(report: TickReport): Promise<void>;
};

/** The room's live state and the answers that pages ask for. Everything it holds can be rebuilt from the store. */
export function createEngine(given: EngineParts): RunningEngine {
  const parts = { ...given, evaluations: evaluations(given.faults, given.log) };
  const { plan, rollout, targets, clock, store } = parts;
  const everyMs = (): number => TICK_MS / clock.setting().rate;
  const live = liveSamples(targets, { t0: rollout.t0, now: clock.now(), everyMs });
  const watched = watchedFrom(store);
  const buffer = frameBuffer(store);
  const signs = vitals(parts);
  const decisions: RoomEngine = roomEngine({
    ...parts,
    onT0: live.restart,
    needs: (target) => allNeeds(parts.needs, target),
    conditions: (traffic) =>
      conditionsNow(parts, { live, watched, rooms, signs, traffic, startedAt: () => decisions.startedAt() }),
    measured: (accounts) => measuredNow(parts, { live, rooms, signs, accounts }),
  });
  const { startedAt, t0, room, lastHour: hour } = decisions;
  const rooms = roomFrames({ plan, targets, live, startedAt, criteria: criteriaFrames({ plan, t0, room, hour }) });
  const { beat, envelope } = beats({ ...parts, live, buffer, rooms, vitals: signs });
  const yardsticks = yardsticksOf(plan);
  const found = catchUp({ clock, targets, rooms, buffer, vitals: signs, envelope });
  const memory = seriesMemory(() => clock.now());
  const reading = { ...parts, store: parts.reads };
  const past = replays({ ...reading, envelope });
  return {
    rollout: () => viewOf(parts, decisions),
    plan: () => plan,
    room,
    events: decisions.events,
    signedEnd: () => signedEnd(parts, room().seq),
    writtenRows: (seq, most) => parts.eventLog.rowsAfter(rollout.id, seq, most),
    follow: decisions.follow,
    command: decisions.command,
    ...papers({
      ...{ ...reading, ...decisions, now: () => clock.now(), standing: () => standingOf(found.latest("overview")) },
      // no report vouches for a log that was changed
      signedHead: async (seq) =>
        parts.faults.list().some(({ id }) => id === EVENT_LOG.fault)
          ? null
          : await parts.eventLog.signedHead(rollout.id, seq),
    }),
    now: () => clock.now(),
    health: signs.health,
    counters: signs.counters,
    ...found,
    targets: () => rooms.readings({ tick: signs.tick() ?? tickAt(clock.now()) - 1, everyMs: everyMs() }),
    history: (query) => readHistory(reading.store, targets, query),
    series: (query) =>
      readSeries(
        reading.store,
        { targets, yardsticks, memory, overBefore: clock.now() - overAfterMs(everyMs()) },
        query,
      ),
    ...{ replay: past.at, replayMarks: past.marks },
    rollouts: rolloutDesk({ ...reading, envelope, keeper: decisions.keeper }),
    push: pushDoor(parts, { live, memory, past, count: signs.count }),
    restore: () => restore(parts, { live, watched, decisions }),
    beat: async (report) => {
      await beat(report);
      await decisions.attend();
    },
  };
}

function viewOf(
  { plan, rollout, clock, demo, build, traffic }: EngineParts,
  { t0, startedAt }: RoomEngine,
): RolloutView {
  const about = { clock: clock.setting(), demo, build, trafficControl: traffic.kind };
  return rolloutView(plan, rollout, { ...about, t0: t0(), startedAt: startedAt() });
}

function standingOf(frame: Frame | null): SummaryParts["standing"] {
  return frame?.body.view === "overview" ? frame.body : null;
}

type Sources = {
  readonly live: LiveSamples;
  readonly rooms: RoomFrames;
  readonly signs: Vitals;
  readonly accounts: readonly Account[];
};

function measuredNow(parts: EngineParts, { live, rooms, signs, accounts }: Sources): Facts {
  const { plan, targets, clock, configuration } = parts;
  const telling = { tick: signs.tick() ?? tickAt(clock.now()) - 1, everyMs: TICK_MS / clock.setting().rate };
  return factsOf({
    plan,
    accounts,
    configuration,
    moment: momentOf(live, targets, { ...telling, t0: null }),
    readings: rooms.readings(telling),
    displays: parts.publisher.displays(),
    sampling: signs.health().sampler.alive,
  });
}

const STORED_PATIENCE_MS = 2_000;

async function tooLate({ pause }: EngineParts): Promise<never> {
  await pause(STORED_PATIENCE_MS);
  throw new Error(TOO_SLOW);
}

type Watched = Omit<Sources, "accounts"> & {
  readonly watched: WatchedFrom;
  readonly traffic: TrafficStanding;
  readonly startedAt: () => EpochMs | null;
};

function conditionsNow(
  parts: EngineParts & { readonly evaluations: Evaluations },
  { live, watched, rooms, signs, traffic, startedAt }: Watched,
): Promise<readonly Condition[]> {
  const { plan, targets, clock, store } = parts;
  const telling = { tick: signs.tick() ?? tickAt(clock.now()) - 1, everyMs: TICK_MS / clock.setting().rate };
  const to = tickStart(telling.tick + 1);
  const ids = targets.map(({ id }) => id);
  return conditionsOf({
    plan,
    moment: momentOf(live, targets, { ...telling, t0: startedAt() }),
    watchedFrom: watched.at(telling.tick),
    readings: rooms.readings(telling),
    traffic,
    settled: parts.evaluations.settled,
    stored: async (_, lengthMs) => {
      const range = { from: to - lengthMs, to };
      // alerts must not wait for a database that hangs
      const sums = await Promise.race([store.windows(ids, range), tooLate(parts)]);
      return { range, targets: targets.map((target) => ({ target, sum: sums.get(target.id) ?? EMPTY_SUM })) };
    },
  });
}

function pushDoor(
  parts: EngineParts,
  {
    live,
    memory,
    past,
    count,
  }: {
    readonly live: LiveSamples;
    readonly memory: SeriesMemory;
    readonly past: Pick<Replays, "late">;
    readonly count: (name: "pushed" | "duplicates", by: number) => void;
  },
): Engine["push"] {
  const byId = new Map(parts.targets.map((target) => [target.id, target]));
  const write = async (samples: readonly Sample[]): ReturnType<Engine["push"]> => {
    try {
      const { stored, duplicates } = await parts.store.write(samples);
      count("pushed", stored);
      count("duplicates", duplicates);
      return accept({ accepted: stored, duplicates });
    } catch (error) {
      parts.log.warn({ samples: samples.length, error: String(error) }, "a push could not be stored");
      return refuse("unavailable", "The database cannot be reached: send the same samples again.");
    }
  };
  const names = gaugeNames();
  return async (samples, key) => {
    const taken = takePush(samples, { targets: byId, key, names, now: parts.clock.now() });
    if (!taken.ok) return taken;
    // shown even while the database is away, but counted only when stored; sending again changes nothing here
    live.show(taken.value);
    const receipt = await write(taken.value);
    if (receipt.ok) live.settle(taken.value);
    const lateBefore = tickAt(parts.clock.now() - overAfterMs(TICK_MS / parts.clock.setting().rate));
    for (const tick of new Set(taken.value.map((sample) => sample.tick)))
      if (tick <= lateBefore) for (const held of [memory, past]) held.late(tick);
    return receipt;
  };
}

type Restored = {
  readonly live: LiveSamples;
  readonly watched: WatchedFrom;
  readonly decisions: Pick<RoomEngine, "restore">;
};

async function restore(parts: EngineParts, { live, watched, decisions }: Restored): Promise<void> {
  const { targets, store, clock } = parts;
  await decisions.restore();
  await watched.restore();
  const ids = targets.map((target) => target.id);
  // a sender's clock may run ahead of ours
  const to = clock.now() + MOST_AHEAD_MS + TICK_MS;
  live.settle(live.show(await store.samples(ids, { from: live.since(), to })));
  await readFirstTotals({ ...parts, live }, ids);
}
