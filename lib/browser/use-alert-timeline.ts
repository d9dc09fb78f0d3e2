import type { Refusal } from "#core/outcome";
import type { Alert } from "#core/room/alert";
import { isAlertTurn } from "#core/room/event-group";
import { timelineRows, type TimelineRow } from "./alert-timeline.ts";
import { useLogPart, type LogPart } from "./use-log-part.ts";
import type { RoomNow } from "./use-room-now.ts";

const PART: LogPart = { key: "alert-history", isOfInterest: ({ event }) => isAlertTurn(event) };

type Timeline = { readonly rows: readonly TimelineRow[] | null; readonly refusal: Refusal | null };

/** What the log says of one alert, oldest first; null until it is read. */
export function useAlertTimeline({ plan, room }: RoomNow, alert: Alert): Timeline {
  const { events, refusal } = useLogPart(PART, room.seq);
  return { rows: events && timelineRows(events, { plan, alert, silences: room.silences }), refusal };
}
