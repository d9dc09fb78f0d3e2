import type { Refusal } from "#core/outcome";
import type { Alert } from "#core/room/alert";
import { isOfTimelines, timelineRows, type TimelineRow } from "#core/room/incident-timeline";
import { incidentRecord, type IncidentRecord } from "#core/room/incident-record";
import { useLogPart, type LogPart } from "./use-log-part.ts";
import type { RoomNow } from "./use-room-now.ts";

const PART: LogPart = { key: "alert-history", isOfInterest: isOfTimelines };

/** What the log holds of an incident; null until it is read, and for an alert that is none. */
export function useIncident({ plan, room }: RoomNow, alert: Alert): IncidentRecord | null {
  const { events } = useLogPart(PART, room.seq);
  return events && incidentRecord(events, { plan, room, alert });
}

type Timeline = { readonly rows: readonly TimelineRow[] | null; readonly refusal: Refusal | null };

/** What the log says of one alert, oldest first; null until it is read. */
export function useAlertTimeline({ plan, room }: RoomNow, alert: Alert): Timeline {
  const { events, refusal } = useLogPart(PART, room.seq);
  return { rows: events && timelineRows(events, { plan, alert, room }), refusal };
}
