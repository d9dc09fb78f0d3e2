import type { ReactNode } from "react";
import { ReferenceLine } from "recharts";
import { eventsShown, type ChartEvent, type TimeAxis } from "./chart-parts.ts";

type Props = { readonly events: readonly ChartEvent[]; readonly axis: TimeAxis; readonly most: number };

/** Upright lines at T0 and the checkpoints, labelled above the frame. */
export function EventLines({ events, axis, most }: Props): ReactNode {
  return eventsShown(events, axis, most).map((event) => (
    <ReferenceLine
      key={`${event.at} ${event.label}`}
      x={event.at}
      stroke="var(--soft)"
      strokeDasharray={event.strong ? "" : "2 3"}
      label={{ value: event.label, position: "top", fill: "var(--soft)", fontSize: 11 }}
    />
  ));
}
