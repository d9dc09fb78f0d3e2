import { deflateSync, inflateSync } from "node:zlib";
import { chanceFrom, seedFor, type Chance } from "../chance.ts";
import { learnerId, SEGMENTS, STORY, type LearnerRef, type Segment } from "../story.ts";
import type { LearnerRecord } from "./learner-record.ts";

export const RECORDS_PER_BLOCK = 50;
const LESSONS_PER_LEARNER = 24;

/** Records in compressed blocks, as a disk-based store keeps them: each lookup unpacks and reads a whole block. */
export type RecordBlocks = {
  find(learner: LearnerRef): LearnerRecord | null;
  /** All records of one block; null past the end. */
  block(segment: Segment, number: number): readonly LearnerRecord[] | null;
};

/** Every learner of the demo's world, made from `seed`. */
export function makeRecordBlocks(seed: number): RecordBlocks {
  const blocks = new Map(SEGMENTS.map((segment) => [segment, packSegment(segment, seed)]));
  const unpack = (packed: Buffer): readonly LearnerRecord[] =>
    JSON.parse(inflateSync(packed).toString("utf8")) as LearnerRecord[];
  const block = (segment: Segment, number: number): readonly LearnerRecord[] | null => {
    const packed = blocks.get(segment)?.[number];
    return packed ? unpack(packed) : null;
  };
  return {
    block,
    find: ({ segment, number }) =>
      block(segment, Math.floor(number / RECORDS_PER_BLOCK))?.[number % RECORDS_PER_BLOCK] ?? null,
  };
}

function packSegment(segment: Segment, seed: number): readonly Buffer[] {
  const chance = chanceFrom(seedFor(seed, `records of ${segment}`));
  const learners = STORY.learnersPerSegment[segment];
  const packed: Buffer[] = [];
  for (let first = 0; first < learners; first += RECORDS_PER_BLOCK) {
    const size = Math.min(RECORDS_PER_BLOCK, learners - first);
    const records = Array.from({ length: size }, (_, i) => makeRecord(segment, first + i, chance));
    packed.push(deflateSync(JSON.stringify(records), { level: 1 }));
  }
  return packed;
}

function makeRecord(segment: Segment, number: number, chance: Chance): LearnerRecord {
  const ability = 0.4 + 0.55 * chance();
  const firstLesson = Math.floor(chance() * 300);
  const lessons = Array.from({ length: LESSONS_PER_LEARNER }, (_, i) => {
    const asked = 8 + Math.floor(chance() * 8);
    const correct = Math.min(asked, Math.round(asked * (ability + 0.2 * (chance() - 0.5))));
    return { lesson: firstLesson + i, correct, asked, seconds: Math.round(60 + 540 * chance()) };
  });
  return { id: learnerId(segment, number), segment, streakDays: Math.floor(chance() * 60), lessons };
}
