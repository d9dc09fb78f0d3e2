import type { EpochMs } from "#core/time";
import { SEGMENTS, STORY, type LearnerRef, type Segment } from "../story.ts";

/** Who got an answer lately, counted from real requests and scaled to the story (`STORY.learnersPerRecord`). */
export type ActiveLearners = {
  seen(learner: LearnerRef, now: EpochMs): void;
  count(segment: Segment, now: EpochMs): number;
};

export function makeActiveLearners(): ActiveLearners {
  const lastSeen = new Map(SEGMENTS.map((segment) => [segment, new Float64Array(STORY.learnersPerSegment[segment])]));
  return {
    seen({ segment, number }, now) {
      const times = lastSeen.get(segment);
      if (times) times[number] = now;
    },
    count(segment, now) {
      const since = now - STORY.activeWithinMs;
      return (
        (lastSeen.get(segment) ?? new Float64Array()).reduce((n, at) => (at > since ? n + 1 : n), 0) *
        STORY.learnersPerRecord
      );
    },
  };
}
