import type { History } from "#wire/history";
import type { CoverageCell } from "#components/charts/coverage-strip";
import type { LatencyRow } from "#components/charts/latency-chart";

export type HistoryRow = LatencyRow & CoverageCell;

/** The columns of the wire as rows; a step without a latency is a gap. */
export function historyRows(history: History): readonly HistoryRow[] {
  return history.coverage.map((coverage, index) => {
    const [low, high, p99Ms] = [
      history.minMs[index] ?? null,
      history.maxMs[index] ?? null,
      history.p99Ms[index] ?? null,
    ];
    return {
      at: history.from + index * history.stepMs,
      known: coverage > 0,
      span: low === null || high === null ? null : [low, high],
      p99Ms,
      errors: history.errors[index] ?? 0,
      requests: history.requests[index] ?? 0,
      coverage,
      up: history.up[index] ?? null,
    };
  });
}

export type HistoryTotals = {
  readonly coverage: number;
  readonly requests: number;
  readonly errors: number;
  readonly slowestMs: number | null;
  readonly stepsDown: number;
};

/** Sums and extremes over the whole range; the P99 of a range is not the largest P99 of its steps, so it is not here. */
export function historyTotals(rows: readonly HistoryRow[]): HistoryTotals {
  const slowest = rows.flatMap((row) => (row.span === null ? [] : [row.span[1]]));
  return {
    coverage: rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row.coverage, 0) / rows.length,
    requests: rows.reduce((sum, row) => sum + row.requests, 0),
    errors: rows.reduce((sum, row) => sum + row.errors, 0),
    slowestMs: slowest.length === 0 ? null : slowest.reduce((most, value) => Math.max(most, value), 0),
    stepsDown: rows.filter((row) => row.up !== null && row.up < 1).length,
  };
}
