import type { LearnerRecord } from "../store/learner-record.ts";
import { learnerId, type LearnerRef } from "../story.ts";
import type { CacheClient } from "./cache-client.ts";
import type { StoreClient } from "./store-client.ts";

export type Analysis = { readonly learner: string; readonly score: number; readonly cache: "hit" | "miss" };

/** Each older lesson weighs this much less than the next. */
const FADE = 0.9;
/** Seconds per question that count as fluent. */
const FLUENT_S = 30;

/** Reads the learner through the cache, scores the lessons, stores the result. Rejects when the store fails. */
export async function analyze(
  world: { readonly cache: CacheClient; readonly store: StoreClient },
  learner: LearnerRef,
): Promise<Analysis> {
  const id = learnerId(learner.segment, learner.number);
  const cached = await world.cache.get(id);
  const record = cached ?? (await world.store.learner(id));
  if (cached === null) void world.cache.put(record);
  const score = mastery(record);
  await world.store.save({ learner: id, score });
  return { learner: id, score, cache: cached === null ? "miss" : "hit" };
}

/** 0 to 100: share of right answers, recent lessons first, slower ones for less; a streak adds up to 5. */
function mastery(record: LearnerRecord): number {
  const sum = { weight: 0, value: 0 };
  record.lessons.forEach((lesson, i) => {
    const weight = FADE ** (record.lessons.length - 1 - i);
    const pace = Math.min(1, FLUENT_S / (lesson.seconds / Math.max(1, lesson.asked)));
    sum.weight += weight;
    sum.value += weight * (lesson.correct / Math.max(1, lesson.asked)) * (0.8 + 0.2 * pace);
  });
  const base = sum.weight === 0 ? 0 : (95 * sum.value) / sum.weight;
  return Math.round((base + Math.min(5, record.streakDays / 10)) * 100) / 100;
}
