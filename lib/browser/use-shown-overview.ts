import { useMemo } from "react";
import type { Frame } from "#wire/frame";
import { useRoomLog } from "./use-room-log.ts";
import { withAlerts, type ShownBody } from "./with-alerts.ts";

/** The overview of a frame as it is shown, alerts considered; null without one. */
export function useShownOverview(frame: Frame | null): ShownBody | null {
  const alerts = useRoomLog()?.alerts ?? null;
  const body = frame?.body;
  return useMemo(() => (body?.view === "overview" ? withAlerts(body, alerts) : null), [body, alerts]);
}
