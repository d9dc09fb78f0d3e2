import { z } from "zod";

/**
 * Something that is wrong with Holdpoint itself: rows that cannot be read, a log that was changed, a disk that is nearly
 * full. `since` is by the real clock, in epoch ms: it is about this program, not about the rollout.
 */
export const ownFaultSchema = z.object({
  id: z.string(),
  severity: z.enum(["critical", "high", "low"]),
  /** One sentence with its full stop: what is wrong, where, and what to do. */
  sentence: z.string(),
  since: z.number(),
  /** What was found is no longer so, and people must still hear of it. */
  isPutRight: z.boolean().optional(),
});
export type OwnFault = z.infer<typeof ownFaultSchema>;

const WORST_FIRST: readonly OwnFault["severity"][] = ownFaultSchema.shape.severity.options;

/** Sorts what is so now before what was put right, then the worst first, then the newest. */
export function worstFaultFirst(a: OwnFault, b: OwnFault): number {
  return (
    Number(a.isPutRight ?? false) - Number(b.isPutRight ?? false) ||
    WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity) ||
    b.since - a.since
  );
}
