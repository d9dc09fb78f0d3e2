import { z } from "zod";
import { DAY_MS, HOUR_MS, type EpochMs } from "#core/time";

export const SEGMENTS = ["segment-a", "segment-b", "segment-c"] as const;
export type Segment = (typeof SEGMENTS)[number];
export const SEGMENT_LETTERS = ["a", "b", "c"] as const;
export type SegmentLetter = (typeof SEGMENT_LETTERS)[number];

export const segmentSchema = z.enum(SEGMENTS);

/**
 * The demo's small world, and how it stands for the plan's large one.
 * 1,020 learners exist here; each stands for 500, so that a full house reads 510,000.
 * Segments take turns in the load, so that in calm times they get the same traffic, whatever the window.
 */
export const STORY = {
  learnersPerSegment: { "segment-a": 340, "segment-b": 340, "segment-c": 340 },
  learnersPerRecord: 500,
  /** Requests of the load per second of real time, over the day of the rollout's clock; a round over all learners takes about 20 s. */
  requestsPerSecond: { mean: 50, swing: 8, busiestHourUtc: 19 },
  /** A learner is active who got an answer within this much real time: nearly two rounds, so that a few drop out for a moment. */
  activeWithinMs: 38_000,
  /** Earned by one successful analysis, times the clock's rate: a minute of rehearsal earns what a minute of production does. */
  revenueCentsPerAnalysis: 2,
} as const satisfies {
  readonly learnersPerSegment: Record<Segment, number>;
  readonly learnersPerRecord: number;
  readonly requestsPerSecond: { readonly mean: number; readonly swing: number; readonly busiestHourUtc: number };
  readonly activeWithinMs: number;
  readonly revenueCentsPerAnalysis: number;
};

/** How many requests per second of real time the load sends when the rollout's clock reads `at`: a day's shape. */
export function loadAt(at: EpochMs): number {
  const { mean, swing, busiestHourUtc } = STORY.requestsPerSecond;
  const share = (at - busiestHourUtc * HOUR_MS) / DAY_MS;
  return mean + swing * Math.cos(2 * Math.PI * share);
}

export function segmentOfLetter(letter: SegmentLetter): Segment {
  return `segment-${letter}`;
}

export function letterOf(segment: Segment): SegmentLetter {
  switch (segment) {
    case "segment-a":
      return "a";
    case "segment-b":
      return "b";
    case "segment-c":
      return "c";
    default:
      return segment satisfies never;
  }
}

/** `a-17` is learner 17 of segment A; numbers start at 0. */
export function learnerId(segment: Segment, number: number): string {
  return `${letterOf(segment)}-${number}`;
}

export type LearnerRef = { readonly segment: Segment; readonly number: number };

/** Reads `a-17`; null when it names nobody in this world. */
export function parseLearnerId(text: string): LearnerRef | null {
  const match = /^([abc])-(0|[1-9]\d{0,4})$/.exec(text);
  const letter = SEGMENT_LETTERS.find((one) => one === match?.[1]);
  if (!match || !letter) return null;
  const segment = segmentOfLetter(letter);
  const number = Number(match[2]);
  return number < STORY.learnersPerSegment[segment] ? { segment, number } : null;
}
