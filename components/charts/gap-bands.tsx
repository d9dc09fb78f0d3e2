import type { ReactNode } from "react";
import { ReferenceArea } from "recharts";
import { gapBands } from "./chart-parts.ts";
import type { Domain } from "./chart-scale.ts";

type Props = {
  readonly rows: readonly { readonly at: number; readonly known: boolean }[];
  readonly stepMs: number;
  readonly to: number;
  readonly domain: Domain;
  /** Id of the hatch pattern. */
  readonly hatch: string;
};

/** Hatched bands where nothing was measured. */
export function GapBands({ rows, stepMs, to, domain, hatch }: Props): ReactNode {
  return gapBands(rows, stepMs).map((band) => (
    <ReferenceArea
      key={band.from}
      x1={band.from}
      x2={Math.min(band.to, to)}
      y1={domain[0]}
      y2={domain[1]}
      fill={`url(#${hatch})`}
      fillOpacity={1}
      stroke="none"
      ifOverflow="hidden"
    />
  ));
}
