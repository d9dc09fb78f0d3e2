import type { Window, WindowSum } from "#core/measure/window";
import { EMPTY_SUM } from "#core/measure/window";
import { accept } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import { scheduleOf, type ScheduledCheckpoint } from "#core/plan/schedule";
import type { Facts } from "#core/room/deciding";
import { dueCheckpoints, duties } from "#core/room/duties";
import { openingEvent, readingsFor } from "#core/room/form/open-checkpoint";
import { PEAK_STEP_MS, type WindowSource } from "#core/room/form/prefill";
import type { Target } from "#core/target";
import type { EpochMs, Range } from "#core/time";
import type { Log, SampleStore } from "./ports.ts";
import type { RoomKeeper } from "./room-keeper.ts";

const ENGINE = { kind: "engine" } as const;
/** After a long pause many are due at once: a few per beat, so that the newest tick is not held up. */
const MOST_OPENED_PER_BEAT = 4;

export type DutyParts = {
  readonly plan: Plan;
  readonly targets: readonly Target[];
  readonly keeper: RoomKeeper;
  readonly store: Pick<SampleStore, "windows" | "series">;
  readonly facts: () => Promise<Facts>;
  readonly t0: () => EpochMs;
  readonly now: () => EpochMs;
  readonly log: Log;
};

export type RoomDuty = {
  /** What Holdpoint itself has to do at this moment: log what turned, open what is due. One at a time; never throws. */
  attend(): Promise<void>;
  /** Only logs what turned; rejects when it cannot be logged. */
  look(): Promise<void>;
};

export function roomDuty(parts: DutyParts): RoomDuty {
  const state = { running: null as Promise<void> | null };
  const attend = async (): Promise<void> => {
    try {
      await logWhatTurned(parts);
      await openWhatIsDue(parts);
    } catch (error) {
      parts.log.error({ error: String(error) }, "the room could not be attended to");
    }
  };
  return {
    attend: () => (state.running ??= attend().finally(() => void (state.running = null))),
    look: () => logWhatTurned(parts),
  };
}

async function logWhatTurned({ plan, keeper, facts, now }: DutyParts): Promise<void> {
  const known = await facts();
  if (duties({ plan, room: keeper.room(), facts: known, now: now() }).length === 0) return;
  await keeper.change({
    actor: ENGINE,
    receipt: null,
    decide: (room, at) => accept(duties({ plan, room, facts: known, now: at })),
  });
}

async function openWhatIsDue(parts: DutyParts): Promise<void> {
  const { plan, keeper } = parts;
  const schedule = scheduleOf(plan, parts.t0());
  const due = dueCheckpoints(keeper.room(), schedule.checkpoints, parts.now());
  for (const checkpoint of due.slice(0, MOST_OPENED_PER_BEAT)) {
    const opening = { plan, schedule, checkpoint };
    const wanted = readingsFor(opening);
    if (!wanted) continue;
    const event = openingEvent(opening, await readWindows(parts, wanted));
    if (event) await keeper.change({ actor: ENGINE, receipt: null, decide: onceOnly(checkpoint, event) });
  }
}

type OpeningEvent = NonNullable<ReturnType<typeof openingEvent>>;

/** Another node may have opened it first. */
function onceOnly(checkpoint: ScheduledCheckpoint, event: OpeningEvent): Parameters<RoomKeeper["change"]>[0]["decide"] {
  return (room) => accept(room.checkpoints[checkpoint.id] ? [] : [event]);
}

/** Reads each range once, all at the same time. */
async function readWindows(
  { store, targets }: DutyParts,
  wanted: { readonly windows: readonly Range[]; readonly minutes: readonly Range[] },
): Promise<WindowSource> {
  const ids = targets.map(({ id }) => id);
  const windows = new Map<string, Window>();
  const minutes = new Map<string, readonly Window[]>();
  const windowOf = (range: Range, sums: ReadonlyMap<string, WindowSum>): Window => {
    return { range, targets: targets.map((target) => ({ target, sum: sums.get(target.id) ?? EMPTY_SUM })) };
  };
  await Promise.all([
    ...distinct(wanted.windows).map(async (range) => {
      windows.set(keyOf(range), windowOf(range, await store.windows(ids, range)));
    }),
    ...distinct(wanted.minutes).map(async (range) => {
      const steps = await store.series(ids, range, PEAK_STEP_MS);
      const made = steps.map(({ from, sums }) => windowOf({ from, to: from + PEAK_STEP_MS }, sums));
      minutes.set(keyOf(range), made);
    }),
  ]);
  return {
    window: (range) => windows.get(keyOf(range)) ?? windowOf(range, new Map()),
    minutes: (range) => minutes.get(keyOf(range)) ?? [],
  };
}

function distinct(ranges: readonly Range[]): readonly Range[] {
  return [...new Map(ranges.map((range) => [keyOf(range), range])).values()];
}

function keyOf({ from, to }: Range): string {
  return `${from}-${to}`;
}
