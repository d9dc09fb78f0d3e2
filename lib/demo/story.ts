import { z } from "zod";

export const SEGMENTS = ["segment-a", "segment-b", "segment-c"] as const;
export type Segment = (typeof SEGMENTS)[number];
export const SEGMENT_LETTERS = ["a", "b", "c"] as const;
export type SegmentLetter = (typeof SEGMENT_LETTERS)[number];

export const segmentSchema = z.enum(SEGMENTS);

/**
 * The demo's small world, and how it stands for the plan's large one.
 * 5,000 learners exist here; each stands for 100, so that a full house reads 500,000.
 * Every learner comes once in each round of the load, so that segments get traffic as they have learners: nearly alike.
 */
export const STORY = {
  learnersPerSegment: { "segment-a": 1_700, "segment-b": 1_650, "segment-c": 1_650 },
  learnersPerRecord: 100,
  /** Requests of the load in real time; a round over all learners takes 62.5 s. */
  requestsPerSecond: 80,
  /** A learner is active who got an answer within this much real time: two rounds and some waiting. */
  activeWithinMs: 135_000,
  /** Earned by one successful analysis, times the clock's rate: a minute of rehearsal earns what a minute of production does. */
  revenueCentsPerAnalysis: 2,
} as const satisfies {
  readonly learnersPerSegment: Record<Segment, number>;
  readonly learnersPerRecord: number;
  readonly requestsPerSecond: number;
  readonly activeWithinMs: number;
  readonly revenueCentsPerAnalysis: number;
};

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
