import type { ReactNode } from "react";

type Props = {
  readonly label: string;
  readonly low: number | null;
  readonly value: number | null;
  readonly high: number | null;
  readonly pooled: number | null;
  readonly domain: readonly [number, number];
  readonly muted: boolean;
};

/** A value with its 95 % interval on a shared axis, and the pooled value as a line to compare with. */
export function IntervalBar({ label, low, value, high, pooled, domain, muted }: Props): ReactNode {
  const at = (point: number): number =>
    Math.min(100, Math.max(0, ((point - domain[0]) / (domain[1] - domain[0])) * 100));
  const ink = muted ? "var(--strong)" : "var(--ink)";
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 20"
      preserveAspectRatio="none"
      className="block h-5 w-full overflow-visible"
    >
      <line x1={0} x2={100} y1={10} y2={10} stroke="var(--line)" strokeWidth={1} vectorEffect="non-scaling-stroke" />
      {pooled !== null && (
        <line
          x1={at(pooled)}
          x2={at(pooled)}
          y1={0}
          y2={20}
          stroke="var(--accent)"
          style={{ strokeWidth: "calc(var(--unit, 1px) * 1.5)" }}
          strokeDasharray="3 2"
          vectorEffect="non-scaling-stroke"
        />
      )}
      {low !== null && high !== null && (
        <line
          x1={at(low)}
          x2={at(high)}
          y1={10}
          y2={10}
          stroke={ink}
          style={{ strokeWidth: "calc(var(--unit, 1px) * 3)" }}
          vectorEffect="non-scaling-stroke"
        />
      )}
      {low !== null && (
        <line
          x1={at(low)}
          x2={at(low)}
          y1={5}
          y2={15}
          stroke={ink}
          style={{ strokeWidth: "calc(var(--unit, 1px) * 1.5)" }}
          vectorEffect="non-scaling-stroke"
        />
      )}
      {high !== null && (
        <line
          x1={at(high)}
          x2={at(high)}
          y1={5}
          y2={15}
          stroke={ink}
          style={{ strokeWidth: "calc(var(--unit, 1px) * 1.5)" }}
          vectorEffect="non-scaling-stroke"
        />
      )}
      {value !== null && (
        <line
          x1={at(value)}
          x2={at(value)}
          y1={10}
          y2={10}
          stroke={ink}
          style={{ strokeWidth: "calc(var(--unit, 1px) * 10)" }}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
