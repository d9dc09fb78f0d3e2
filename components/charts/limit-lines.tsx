import type { ReactNode } from "react";
import { ReferenceLine } from "recharts";

type Props = {
  readonly passAt: number | null;
  readonly failAt: number | null;
  readonly format: (value: number) => string;
};

/** The limits as labelled lines, told apart by their dashes as well as by colour. */
export function LimitLines({ passAt, failAt, format }: Props): ReactNode {
  return (
    <>
      {passAt !== null && (
        <ReferenceLine
          y={passAt}
          stroke="var(--warn)"
          strokeWidth={1.5}
          strokeDasharray="7 4"
          label={{ value: `target ${format(passAt)}`, position: "insideBottomLeft", fill: "var(--warn)", fontSize: 12 }}
        />
      )}
      {failAt !== null && (
        <ReferenceLine
          y={failAt}
          stroke="var(--fail)"
          strokeWidth={1.5}
          strokeDasharray="2 3"
          label={{ value: `fail ${format(failAt)}`, position: "insideTopRight", fill: "var(--fail)", fontSize: 12 }}
        />
      )}
    </>
  );
}
