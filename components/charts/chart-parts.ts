/** What every time chart is told: recharts takes rows, the axes take these. */
export type ChartEvent = { readonly at: number; readonly label: string; readonly strong: boolean };

export type TimeAxis = {
  readonly from: number;
  readonly to: number;
  /** A moment as the axis says it, in the page's zone. */
  readonly clock: (at: number) => string;
  /** The same moment as distance from T0. */
  readonly offset: (at: number) => string;
  readonly zone: string;
};

export const AXIS_INK = { fill: "var(--soft)", fontSize: "0.75rem" } as const;
export const CHART_MARGIN = { top: 18, right: 12, bottom: 4, left: 4 } as const;

/** Gaps as stretches of time, for the hatch. */
export function gapBands(
  rows: readonly { readonly at: number; readonly known: boolean }[],
  stepMs: number,
): readonly { readonly from: number; readonly to: number }[] {
  const bands: { from: number; to: number }[] = [];
  for (const row of rows) {
    if (row.known) continue;
    const last = bands.at(-1);
    if (last !== undefined && last.to === row.at) last.to = row.at + stepMs;
    else bands.push({ from: row.at, to: row.at + stepMs });
  }
  return bands;
}

/** Events inside the range, strong ones first when too many would cover the chart. */
export function eventsShown(events: readonly ChartEvent[], axis: TimeAxis, most: number): readonly ChartEvent[] {
  const inside = events.filter((event) => event.at >= axis.from && event.at <= axis.to);
  if (inside.length <= most) return inside;
  return inside.filter((event) => event.strong).slice(-most);
}
