import type { Outcome } from "#core/outcome";
import { doneSchema } from "#wire/accounts";
import { rolloutsSchema, type ArchiveBody, type RolloutLine } from "#wire/rollouts";
import { ask } from "./api.ts";

export const ROLLOUTS_KEY = "rollouts";

export function fetchRollouts(signal?: AbortSignal): Promise<Outcome<{ readonly rollouts: readonly RolloutLine[] }>> {
  return ask("/api/v1/rollouts", { schema: rolloutsSchema, signal });
}

/** Puts a rollout away, or takes it out again. */
export function changeArchive(
  id: string,
  verb: "archive" | "reopen",
  body: ArchiveBody,
): Promise<Outcome<Record<string, never>>> {
  return ask(`/api/v1/rollouts/${encodeURIComponent(id)}/${verb}`, { schema: doneSchema, method: "POST", body });
}
