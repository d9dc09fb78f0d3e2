import type { Series } from "#wire/history";
import type { RolloutView } from "#wire/rollout";
import type { HeadlineLine } from "./headline-card.tsx";

/** Sparkline of one metric out of a series answer, with T0 and the gates inside it as marks; null until it came. */
export function lineOf(series: Series | undefined, metric: string, rollout: RolloutView): HeadlineLine | null {
  const line = series?.lines.find((one) => one.metric === metric && one.segment === null);
  if (series === undefined || line === undefined) return null;
  const spanMs = line.values.length * series.stepMs;
  const share = (at: number): number => (at - series.from) / spanMs;
  const moments = [
    rollout.t0,
    ...rollout.checkpoints.filter((checkpoint) => checkpoint.kind === "gate").map((gate) => gate.at),
  ];
  return {
    values: line.values,
    marks: moments.map(share).filter((at) => at > 0 && at < 1),
    spanWords: `last ${Math.round(spanMs / 3_600_000)} h`,
  };
}

/** Shares that are wanted near 1 are drawn hanging from 1. */
export function hangsFromOne(unit: string, passAt: number | null): boolean {
  return unit === "%" && passAt !== null && passAt >= 0.9;
}
