import { freshness, PAST, type Freshness } from "#browser/freshness";
import { newestFrame, type RoomState } from "#browser/room-store";
import { useReplay } from "#browser/replay-context";
import { useRealNow } from "#browser/use-now";
import { useLink } from "#browser/use-room";

/** How old what is shown is, renewed every second, so that it grows old by itself when nothing arrives. */
export function useFreshness(room: RoomState): Freshness {
  const nowMs = useRealNow();
  const { link, offsetMs, why } = useLink();
  const isReplay = useReplay() !== null;
  const frame = newestFrame(room);
  if (isReplay && frame !== null) return PAST;
  // The frame may be newer than the last reading of the clock.
  return freshness({ nowMs: Math.max(nowMs, frame?.receivedAt ?? 0), offsetMs, link, why, frame });
}
