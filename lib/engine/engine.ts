import type { Plan } from "#core/plan/plan";
import type { Sample } from "#core/measure/sample";
import { accept, refuse } from "#core/outcome";
import type { Target } from "#core/target";
import { MINUTE_MS, tickAt } from "#core/time";
import type { Frame, RoomName } from "#wire/frame";
import { beats, type BeatParts } from "./beat.ts";
import { frameBuffer } from "./frame-buffer.ts";
import { liveSamples, type LiveSamples } from "./live-samples.ts";
import type { Engine, FrameStore, RolloutRecord, SampleStore, TickReport } from "./ports.ts";
import { takePush } from "./push.ts";
import { readHistory, readSeries } from "./queries.ts";
import { yardsticksOf } from "./readings.ts";
import { rolloutView } from "./rollout-view.ts";
import { roomFrames } from "./room-frames.ts";
import { vitals } from "./vitals.ts";

/** Two five-minute windows and some lag: what the live windows look back on. */
const RESTORED_MS = 11 * MINUTE_MS;

export type EngineParts = Omit<BeatParts, "live" | "rooms" | "buffer" | "vitals" | "store"> & {
  readonly plan: Plan;
  readonly rollout: RolloutRecord;
  readonly targets: readonly Target[];
  readonly store: SampleStore & FrameStore;
  readonly demo: boolean;
};

export type RunningEngine = Engine & {
  /** Fills the live windows from the store; call once before the first beat. */
  restore(): Promise<void>;
  beat(report: TickReport): Promise<void>;
};

/** The room's live state and the answers that pages ask for. Everything it holds can be rebuilt from the store. */
export function createEngine(parts: EngineParts): RunningEngine {
  const { plan, rollout, targets, clock, store, demo, build } = parts;
  const live = liveSamples(targets, rollout.t0);
  const buffer = frameBuffer(store);
  const rooms = roomFrames({ plan, targets, live, t0: rollout.t0 });
  const signs = vitals(clock, parts.writer, parts.publisher);
  const { beat, envelope } = beats({ ...parts, live, buffer, rooms, vitals: signs });
  const yardsticks = yardsticksOf(plan);
  const fresh = (room: RoomName): readonly Frame[] => {
    const tick = signs.tick();
    return tick === null ? [] : rooms.forTargets([room], envelope(tick));
  };
  return {
    rollout: () => rolloutView(plan, rollout, { clock: clock.setting(), demo, build }),
    now: () => clock.now(),
    health: signs.health,
    counters: signs.counters,
    latest: (room) => (isTargetRoom(room) ? (fresh(room)[0] ?? null) : buffer.latest(room)),
    missed: (room, lastSeq, settle) => {
      if (!isTargetRoom(room)) return buffer.missed(room, lastSeq, settle);
      settle();
      return Promise.resolve({ ok: true, reset: true, frames: fresh(room) });
    },
    targets: () => rooms.readings(signs.tick() ?? tickAt(clock.now())),
    history: (query) => readHistory(store, targets, query),
    series: (query) => readSeries(store, { targets, yardsticks }, query),
    push: pushDoor(parts, live, signs.count),
    restore: () => restore(parts, live),
    beat,
  };
}

/** Frames of single targets are made for whoever listens, and not kept. */
function isTargetRoom(room: RoomName): boolean {
  return room.startsWith("target:");
}

function pushDoor(
  parts: EngineParts,
  live: LiveSamples,
  count: (name: "pushed" | "duplicates", by: number) => void,
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
  return async (samples, allowed) => {
    const taken = takePush(samples, { targets: byId, allowed, now: parts.clock.now() });
    if (!taken.ok) return taken;
    // shown even while the database is away; sending again changes nothing here
    live.add(taken.value);
    return await write(taken.value);
  };
}

async function restore({ rollout, targets, store, clock }: EngineParts, live: LiveSamples): Promise<void> {
  const now = clock.now();
  const ids = targets.map((target) => target.id);
  const [kept, totals] = await Promise.all([
    store.samples(ids, { from: now - RESTORED_MS, to: now }),
    rollout.t0 < now ? store.windows(ids, { from: rollout.t0, to: now }) : new Map(),
  ]);
  live.restore(kept, totals);
}
