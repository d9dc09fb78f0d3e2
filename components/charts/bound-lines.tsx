import type { ReactNode } from "react";
import { ReferenceLine } from "recharts";

/** A line across a chart that says itself what it stands for. */
export type ChartBound = {
  readonly at: number;
  readonly label: string;
  readonly severity: "critical" | "high" | "low";
};

const LOOK = {
  critical: { ink: "var(--fail)", dashes: "2 3" },
  high: { ink: "var(--warn)", dashes: "7 4" },
  low: { ink: "var(--accent)", dashes: "1 5" },
} as const;

/** The bounds of an alert's rule, told apart by their words and dashes as well as by colour. */
export function BoundLines({ bounds }: { readonly bounds: readonly ChartBound[] }): ReactNode {
  return bounds.map(({ at, label, severity }) => {
    const { ink, dashes } = LOOK[severity];
    return (
      <ReferenceLine
        key={severity}
        y={at}
        stroke={ink}
        strokeWidth={1.5}
        strokeDasharray={dashes}
        label={{ value: label, position: "insideBottomLeft", fill: ink, fontSize: 12 }}
      />
    );
  });
}
