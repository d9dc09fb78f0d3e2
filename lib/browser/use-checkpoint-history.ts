import type { LoggedEvent } from "#core/room/room-event";
import { useLogPart, type LogPart } from "./use-log-part.ts";

/** An opening holds every measured field, and the room has it already. */
const PART: LogPart = {
  key: "checkpoint-history",
  isOfInterest: ({ event }) => "checkpoint" in event && event.checkpoint !== null && event.type !== "checkpoint_opened",
};

/** What happened at one checkpoint: notes, entries, decisions and signatures, oldest first; null until it is known. */
export function useCheckpointHistory(checkpoint: string, seq: number): readonly LoggedEvent[] | null {
  const { events } = useLogPart(PART, seq);
  return events?.filter(({ event }) => "checkpoint" in event && event.checkpoint === checkpoint) ?? null;
}
