import type { ReactNode } from "react";

export type CoverageCell = {
  readonly at: number;
  readonly coverage: number;
  readonly errors: number;
  readonly up: number | null;
};

/** What was measured: height is the share of ticks, hatched where none was; below it a mark for each step with errors or downtime. */
export function CoverageStrip({
  label,
  cells,
}: {
  readonly label: string;
  readonly cells: readonly CoverageCell[];
}): ReactNode {
  const width = Math.max(1, cells.length);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} 20`}
      preserveAspectRatio="none"
      className="hatched block h-10 w-full"
    >
      <rect x={0} y={12} width={width} height={8} fill="var(--panel)" />
      {cells.map((cell, index) => (
        <g key={cell.at}>
          {cell.coverage > 0 && <rect x={index} y={0} width={1.03} height={12} fill="var(--panel)" />}
          {cell.coverage > 0 && (
            <rect
              x={index}
              y={12 * (1 - cell.coverage)}
              width={1.03}
              height={12 * cell.coverage}
              fill="var(--strong)"
            />
          )}
          {(cell.errors > 0 || (cell.up !== null && cell.up < 1)) && (
            <rect x={index} y={14} width={1.03} height={6} fill="var(--fail)" />
          )}
        </g>
      ))}
    </svg>
  );
}
