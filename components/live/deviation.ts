import type { VariancePanel } from "#wire/frame";

/** A deviation as shown: rates in percentage points, everything else relative to the pooled value. */
export function deviationWords(deviation: number | null, unit: string): string {
  if (deviation === null) return "–";
  return unit === "%" ? `${(deviation * 100).toFixed(2)} pp` : `${(deviation * 100).toFixed(1)} %`;
}

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
