import { isPollForWalls } from "#browser/poll-rows";
import { useRoomNow } from "#browser/use-room-now";
import type { Rotation } from "./use-rotation.ts";

/** The rotation, or the poll in its place while votes are wanted: then no view of the list is the one shown. */
export function usePollView(rotation: Rotation): Rotation {
  const held = useRoomNow();
  if (held === null || rotation.view === "poll" || !isPollForWalls(held.room, held.now)) return rotation;
  return { view: "poll", index: -1, secondsLeft: null };
}
