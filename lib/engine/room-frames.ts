import { baseOf } from "#core/measure/metric";
import type { Plan } from "#core/plan/plan";
import { durationMs } from "#core/plan/when";
import type { Target } from "#core/target";
import type { EpochMs } from "#core/time";
import type { Frame, RoomName, TargetReading } from "#wire/frame";
import type { CriteriaFrames } from "./criteria-frame.ts";
import type { Measured } from "./live-samples.ts";
import { overviewBody } from "./overview-frame.ts";
import { yardsticksFor, yardsticksOf } from "./readings.ts";
import { segmentsBody } from "./segments-frame.ts";
import { targetBody } from "./target-frame.ts";
import { targetReading, type Telling } from "./target-reading.ts";
import { momentOf } from "./windows.ts";

export type Envelope = Omit<Frame, "room" | "body">;

export type RoomFrames = {
  /** The rooms that everybody shares and the store keeps. */
  shared(envelope: Envelope): readonly Frame[];
  /** Frames of the `target:<id>` rooms among `rooms`; unknown targets have none. */
  forTargets(rooms: readonly RoomName[], envelope: Envelope): readonly Frame[];
  readings(telling: Telling): readonly TargetReading[];
};

export const TARGET_PREFIX = "target:";

export type RoomFrameParts = {
  readonly plan: Plan;
  readonly targets: readonly Target[];
  readonly live: Measured;
  /** T0 once the rollout has started; null before. */
  readonly startedAt: () => EpochMs | null;
  readonly criteria: CriteriaFrames;
};

/** What each room is told of a tick. */
export function roomFrames(about: RoomFrameParts): RoomFrames {
  const { plan, targets, live, startedAt, criteria } = about;
  const { minimumCoverage } = plan;
  const headlines = yardsticksFor(plan, plan.headlines);
  const budget = plan.errorBudget
    ? { target: baseOf(plan.errorBudget.target, "%"), lengthMs: durationMs(plan.errorBudget.over) }
    : null;
  const yardsticks = yardsticksOf(plan);
  const byRoom = new Map(targets.map((target) => [`${TARGET_PREFIX}${target.id}`, target]));
  const readings = (telling: Telling): readonly TargetReading[] =>
    targets.map((target) => targetReading(target, live.newest(target.id), telling));

  return {
    readings,
    shared: (envelope) => {
      const telling = { tick: envelope.seq, everyMs: envelope.everyMs };
      const moment = momentOf(live, targets, { ...telling, t0: startedAt() });
      const now = readings(telling);
      return [
        {
          ...envelope,
          room: "overview",
          body: overviewBody(moment, { yardsticks: headlines, minimumCoverage, readings: now, budget }),
        },
        { ...envelope, room: "segments", body: segmentsBody(moment, { plan, yardsticks, headlines, readings: now }) },
        { ...envelope, room: "criteria", body: criteria(moment, envelope.at) },
      ];
    },
    forTargets: (rooms, envelope) => {
      const telling = { tick: envelope.seq, everyMs: envelope.everyMs };
      const moment = momentOf(live, targets, { ...telling, t0: startedAt() });
      return rooms.flatMap((room) => {
        const target = byRoom.get(room);
        if (!target) return [];
        const reading = targetReading(target, live.newest(target.id), telling);
        return [
          {
            ...envelope,
            room,
            body: targetBody(moment, { target, reading, yardsticks: [...yardsticks.values()], minimumCoverage }),
          },
        ];
      });
    },
  };
}
