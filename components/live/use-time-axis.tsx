import { useCallback } from "react";
import type { RolloutView } from "#wire/rollout";
import { momentIn, plannedOffsetWords } from "#browser/format-time";
import { useZone } from "#browser/live-context";
import type { ChartEvent, TimeAxis } from "../charts/chart-parts.ts";

const DAY_MS = 86_400_000;

/** Builds the time axis of a chart in the page's zone, with T+ under each tick. */
export function useTimeAxis(t0: number): (from: number, to: number) => TimeAxis {
  const zone = useZone();
  return useCallback(
    (from, to) => ({
      from,
      to,
      zone: momentIn(to, zone).zone,
      clock: (at) => {
        const moment = momentIn(at, zone);
        return to - from > 2 * DAY_MS ? moment.date : moment.time;
      },
      offset: (at) => plannedOffsetWords(at, t0),
    }),
    [t0, zone],
  );
}

/** T0 and the checkpoints as events of a chart; gates are strong, the rest yields when there are too many. */
export function chartEvents(rollout: RolloutView): readonly ChartEvent[] {
  const start: ChartEvent = { at: rollout.t0, label: "T0", strong: true };
  return [
    start,
    ...rollout.checkpoints
      .filter((one) => one.kind === "gate" || one.kind === "pulse")
      .map((one) => ({ at: one.at, label: plannedOffsetWords(one.at, rollout.t0), strong: one.kind === "gate" })),
  ];
}
