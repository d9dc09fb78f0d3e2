import type { ReactNode } from "react";

export type StripCell = { readonly key: number; readonly state: "up" | "down" | "gap"; readonly title?: string };

const FILL = { up: "var(--pass)", down: "var(--fail)", gap: "var(--strong)" } as const;

/** One narrow bar per tick: full height up, low and filled down, a short stub where nothing was measured. */
export function StateStrip({
  label,
  cells,
  slots,
}: {
  readonly label: string;
  readonly cells: readonly StripCell[];
  readonly slots: number;
}): ReactNode {
  const offset = Math.max(0, slots - cells.length);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${slots * 4} 20`}
      preserveAspectRatio="none"
      className="block h-full w-full"
    >
      {cells.map((cell, index) => {
        const height = cell.state === "gap" ? 4 : cell.state === "down" ? 20 : 11;
        return (
          <rect
            key={cell.key}
            x={(offset + index) * 4}
            y={20 - height}
            width={2.8}
            height={height}
            fill={FILL[cell.state]}
            opacity={cell.state === "up" ? 0.75 : 1}
          />
        );
      })}
    </svg>
  );
}
