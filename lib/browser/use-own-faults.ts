import type { OwnFault } from "#core/own-fault";
import { useReplay } from "./replay-context.ts";
import { useRoom } from "./use-room.ts";

const NONE: readonly OwnFault[] = [];

/** What is wrong with Holdpoint itself, what was put right last; of the past nothing is kept. */
export function useOwnFaults(): readonly OwnFault[] {
  const { latest } = useRoom("overview");
  const isReplay = useReplay() !== null;
  return isReplay ? NONE : (latest?.health.faults ?? NONE);
}
