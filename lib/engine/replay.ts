import { accept, refuse, type Outcome } from "#core/outcome";
import type { Window } from "#core/measure/window";
import type { Plan } from "#core/plan/plan";
import { t0Of } from "#core/room/commands/launch-commands";
import type { Target } from "#core/target";
import { momentWordsFrom } from "#core/time-words";
import { DAY_MS, HOUR_MS, MINUTE_MS, TICK_MS, tickAt, type EpochMs, type Range, type Tick } from "#core/time";
import type { Health } from "#wire/frame";
import type { Replay, ReplayMark, ReplayQuery } from "#wire/replay";
import { criteriaFrames } from "./criteria-frame.ts";
import { daySums } from "./day-sums.ts";
import { pastSamples, type PastParts } from "./past-samples.ts";
import type { Clock, EventLog, RolloutRecord, SampleStore } from "./ports.ts";
import type { RecountParts } from "./recount.ts";
import { rolloutView } from "./rollout-view.ts";
import { replayMarks } from "./replay-marks.ts";
import { roomBook } from "./room-book.ts";
import { roomFrames, type Envelope } from "./room-frames.ts";
import { readWindow } from "./stored-windows.ts";
import type { TrafficControl } from "./traffic-port.ts";

/** How Holdpoint itself fared is not kept: a replay says nothing of it. */
const NOT_KEPT: Health = {
  sampler: { alive: true, ticksMissed: 0, jitterMsP99: 0 },
  store: { reachable: true, waiting: 0, lost: 0 },
  displays: 0,
  faults: [],
};
/** Where nothing was logged yet, replay reaches so far back before T0. */
const BEFORE_T0_MS = DAY_MS;

export type ReplayParts = {
  readonly plan: Plan;
  readonly rollout: RolloutRecord;
  readonly targets: readonly Target[];
  readonly clock: Clock;
  readonly eventLog: Pick<EventLog, "eventsAfter">;
  readonly store: Pick<SampleStore, "samples" | "series" | "windows">;
  readonly envelope: (tick: Tick) => Envelope;
  readonly traffic: Pick<TrafficControl, "kind">;
  readonly demo: boolean;
  readonly build: string;
  readonly pause: RecountParts["pause"];
};

export type Replays = {
  /** The room and its frames at a moment; `invalid` for one to come, `not_found` for one before the rollout. */
  at(query: Omit<ReplayQuery, "rollout">): Promise<Outcome<Replay>>;
  /** Gates, alerts and decisions so far, oldest first. */
  marks(): Promise<readonly ReplayMark[]>;
  /** A sample of this tick was stored after its time. */
  late(tick: Tick): void;
};

/** The past of one rollout: its log folded up to a moment, and frames from the store by the same functions as live. */
export function replays(parts: ReplayParts): Replays {
  const { rollout, targets, clock, store } = parts;
  const book = roomBook({ rollout: rollout.id, log: parts.eventLog });
  const totals = daySums(store, () => clock.now());
  const everyMs = (): number => TICK_MS / clock.setting().rate;
  const past: PastParts = { targets, store, totals, everyMs, pause: parts.pause };
  return {
    marks: replayMarks(parts),
    late: totals.late,
    at: async ({ at, room: rooms }) => {
      const span = { from: Math.floor((await book.first()) ?? rollout.t0 - BEFORE_T0_MS), to: Math.floor(clock.now()) };
      const refused = outside(at, span);
      if (refused) return refused;
      const { room, ...around } = await book.at(at);
      const t0 = t0Of(room, rollout.t0);
      const startedAt = room.launch.start && t0;
      // the criteria look ahead from an hour of samples that nothing else needs
      const asksCriteria = rooms.includes("criteria");
      const [{ tick, grain, measured }, hour] = await Promise.all([
        pastSamples(past, { tick: tickAt(at) - 1, t0: startedAt }),
        asksCriteria && startedAt !== null ? lastHour(parts, { from: startedAt, to: at }) : null,
      ]);
      const criteria = criteriaFrames({ ...parts, t0: () => t0, room: () => room, hour: () => hour });
      const { shared, forTargets } = roomFrames({ ...parts, live: measured, startedAt: () => startedAt, criteria });
      const envelope = { ...parts.envelope(tick), health: NOT_KEPT };
      const about = { demo: parts.demo, build: parts.build, trafficControl: parts.traffic.kind };
      return accept({
        ...{ at, ...span, grain, room, ...around },
        rollout: rolloutView(parts.plan, rollout, { ...about, clock: standing(clock, at), t0, startedAt }),
        frames: [
          ...shared(envelope).filter((frame) => frame.room !== "criteria" || asksCriteria),
          ...forTargets(rooms, envelope),
        ],
        plan: null,
      });
    },
  };
}

/** What the criteria are projected from; as live, in whole minutes. */
async function lastHour(parts: ReplayParts, { from, to: at }: Range): Promise<Window | null> {
  const to = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  return to > from ? await readWindow(parts, { from: Math.max(from, to - HOUR_MS), to }) : null;
}

function outside(at: EpochMs, { from, to }: { readonly from: EpochMs; readonly to: EpochMs }): Outcome<never> | null {
  const words = (moment: EpochMs): string => momentWordsFrom(to, moment);
  if (at > to) {
    const places = [{ path: "at", message: "must not be later than now" }];
    return refuse("invalid", `That moment is still to come: by the rollout's clock it is ${words(to)}.`, places);
  }
  if (at >= from) return null;
  return refuse("not_found", `This rollout began at ${words(from)}: there is nothing to show from before that.`);
}

/** The rollout's clock as it stands at `at`: it does not run. */
function standing(clock: Clock, at: EpochMs): ReturnType<Clock["setting"]> {
  return { kind: clock.setting().kind, rate: 0, realAt: 0, clockAt: at };
}
