import type { EpochMs, Range } from "../time.ts";
import type { Alert } from "./alert.ts";
import type { Room } from "./room.ts";

export type Counted = "incidents" | "critical_incidents" | "alerts";

/** What counts: alerts each once, by the worst that each has been. The one place that says what an incident is. */
const COUNTS: Readonly<Record<Counted, (alert: Alert) => boolean>> = {
  alerts: () => true,
  incidents: ({ worst }) => worst !== "low",
  critical_incidents: ({ worst }) => worst === "critical",
};

/** How many began within the range, by the moment that each fired. */
export function incidentCount({ alerts }: Pick<Room, "alerts">, of: Counted, range: Range): number {
  return Object.values(alerts).filter((alert) => COUNTS[of](alert) && within(alert.firedAt, range)).length;
}

function within(at: EpochMs, { from, to }: Range): boolean {
  return at >= from && at < to;
}
