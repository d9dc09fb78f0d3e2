import type { VariancePanel } from "#wire/frame";

/** Axis that holds every interval, with a little air. */
export function cellDomain(panel: VariancePanel): readonly [number, number] {
  const points = panel.cells
    .flatMap((cell) => [cell.low, cell.value, cell.high])
    .concat(panel.pooled)
    .filter((point): point is number => point !== null);
  if (points.length === 0) return [0, 1];
  const [low, high] = [Math.min(...points), Math.max(...points)];
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  return [low - air, high + air];
}
