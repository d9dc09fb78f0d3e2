import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Headline } from "#wire/frame";

const ICON = { stable: ArrowRight, rising: ArrowUpRight, falling: ArrowDownRight } as const;

/** Where a metric is going. No colour: whether rising is good depends on the metric. */
export function TrendMark({
  trend,
  className = "",
}: {
  readonly trend: Headline["trend"];
  readonly className?: string;
}): ReactNode {
  if (trend === null) return null;
  const Icon = ICON[trend];
  return (
    <span className={`inline-flex items-baseline gap-1 whitespace-nowrap ${className}`}>
      <Icon aria-hidden="true" className="icon" />
      {trend}
    </span>
  );
}
