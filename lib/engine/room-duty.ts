import { accept } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import { scheduleOf, type ScheduledCheckpoint } from "#core/plan/schedule";
import type { Facts } from "#core/room/deciding";
import { comingCheckpoints, dueCheckpoints, duties } from "#core/room/duties";
import { openingEvent, readingsFor } from "#core/room/form/open-checkpoint";
import { MINUTE_MS, type EpochMs } from "#core/time";
import { checkpointReader, type CheckpointReader } from "./checkpoint-reader.ts";
import { measureWhatIsOver } from "./incident-duty.ts";
import type { Evaluations } from "./evaluations.ts";
import type { RoomKeeper } from "./room-keeper.ts";
import type { Stored } from "./stored-windows.ts";

const ENGINE = { kind: "engine" } as const;
const GATES = { id: "rule:checkpoints", subject: "What a checkpoint or the pre-flight measures" };
/** After a long pause many are due at once: a few per beat, so that the newest tick is not held up. */
const MOST_OPENED_PER_BEAT = 4;
/** So long before it is due, what a checkpoint will ask for and is over already begins to be read. */
const AHEAD_MS = 10 * MINUTE_MS;

export type DutyParts = Stored & {
  readonly plan: Plan;
  readonly keeper: RoomKeeper;
  readonly facts: () => Promise<Facts>;
  readonly t0: () => EpochMs;
  readonly now: () => EpochMs;
  readonly evaluations: Evaluations;
};

export type RoomDuty = {
  /** What Holdpoint itself has to do at this moment: log what turned, open what is due, measure what is over. One at a time; never throws. */
  attend(): Promise<void>;
  /** Only logs what turned; rejects when it cannot be logged. */
  look(): Promise<void>;
};

export function roomDuty(parts: DutyParts): RoomDuty {
  const state = { running: null as Promise<void> | null };
  const reader = checkpointReader(parts);
  const attend = async (): Promise<void> => {
    try {
      await logWhatTurned(parts);
      await openWhatIsDue(parts, reader);
      await measureWhatIsOver(parts);
      parts.evaluations.settled(GATES, null);
    } catch (error) {
      parts.evaluations.settled(GATES, error);
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

async function openWhatIsDue({ plan, keeper, t0, now }: DutyParts, reader: CheckpointReader): Promise<void> {
  const schedule = scheduleOf(plan, t0());
  const due = dueCheckpoints(keeper.room(), schedule.checkpoints, now());
  for (const checkpoint of due.slice(0, MOST_OPENED_PER_BEAT)) {
    const opening = { plan, schedule, checkpoint, alerts: keeper.room().alerts };
    const wanted = readingsFor(opening);
    if (!wanted) continue;
    const event = openingEvent(opening, await reader.read(wanted));
    if (event) await keeper.change({ actor: ENGINE, receipt: null, decide: onceOnly(checkpoint, event) });
  }
  const soon = { from: now(), to: now() + AHEAD_MS };
  for (const checkpoint of comingCheckpoints(keeper.room(), schedule.checkpoints, soon)) {
    const wanted = readingsFor({ plan, schedule, checkpoint, alerts: keeper.room().alerts });
    if (wanted) await reader.readAhead(wanted, now());
  }
}

type OpeningEvent = NonNullable<ReturnType<typeof openingEvent>>;

/** Another node may have opened it first. */
function onceOnly(checkpoint: ScheduledCheckpoint, event: OpeningEvent): Parameters<RoomKeeper["change"]>[0]["decide"] {
  return (room) => accept(room.checkpoints[checkpoint.id] ? [] : [event]);
}
