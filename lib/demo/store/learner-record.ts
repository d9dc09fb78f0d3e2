import { z } from "zod";
import { segmentSchema } from "../story.ts";

const lessonSchema = z.object({ lesson: z.number(), correct: z.number(), asked: z.number(), seconds: z.number() });

/** What the store holds of one learner: the latest lessons, oldest first. */
export const learnerRecordSchema = z.object({
  id: z.string(),
  segment: segmentSchema,
  streakDays: z.number(),
  lessons: z.array(lessonSchema),
});
export type LearnerRecord = z.infer<typeof learnerRecordSchema>;

/** One analysis, as written back to the store. */
export const resultSchema = z.strictObject({ learner: z.string(), score: z.number() });
export type Result = z.infer<typeof resultSchema>;
export const resultsSchema = z.array(resultSchema).min(1).max(1_000);

/** How the store is made to misbehave. */
export const conditionSchema = z.strictObject({ addedMs: z.number().min(0).max(10_000), frozen: z.boolean() });
export type Condition = z.infer<typeof conditionSchema>;
