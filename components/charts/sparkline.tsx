import { useId, type ReactNode } from "react";
import { domainFor, gapsIn } from "./chart-scale.ts";
import { HatchPattern } from "./hatch-pattern.tsx";

type Props = {
  /** Said by a screen reader. */
  readonly label: string;
  /** Oldest first; null is a gap. */
  readonly values: readonly (number | null)[];
  readonly passAt: number | null;
  readonly failAt: number | null;
  readonly hangsFromOne?: boolean;
  /** Moments to mark, as shares 0 to 1 of the width. */
  readonly marks?: readonly number[];
  readonly className?: string;
};

const WIDTH = 300;
const HEIGHT = 100;

/** A small trend with its limits and gaps; it fills its box. */
export function Sparkline({
  label,
  values,
  passAt,
  failAt,
  hangsFromOne = false,
  marks = [],
  className = "",
}: Props): ReactNode {
  const hatch = useId();
  const [low, high] = domainFor(values, [passAt, failAt], hangsFromOne);
  const x = (index: number): number => (values.length < 2 ? WIDTH : (index / (values.length - 1)) * WIDTH);
  const y = (value: number): number => HEIGHT - ((value - low) / (high - low)) * HEIGHT;
  const step = WIDTH / Math.max(1, values.length - 1);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={`block w-full overflow-visible ${className}`}
    >
      <defs>
        <HatchPattern id={hatch} />
      </defs>
      {gapsIn(values).map((gap) => {
        const from = Math.max(0, x(gap.from) - step / 2);
        return (
          <rect
            key={gap.from}
            x={from}
            y={0}
            width={Math.min(WIDTH, x(gap.to - 1) + step / 2) - from}
            height={HEIGHT}
            fill={`url(#${hatch})`}
            opacity={0.8}
          />
        );
      })}
      <line
        x1={0}
        x2={WIDTH}
        y1={HEIGHT}
        y2={HEIGHT}
        stroke="var(--line)"
        strokeWidth={1}
        vectorEffect="non-scaling-stroke"
      />
      {marks.map((mark) => (
        <line
          key={mark}
          x1={mark * WIDTH}
          x2={mark * WIDTH}
          y1={0}
          y2={HEIGHT}
          stroke="var(--soft)"
          strokeWidth={1}
          strokeDasharray="1 3"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <Limit at={failAt} y={y} colour="var(--fail)" dashes="2 3" />
      <Limit at={passAt} y={y} colour="var(--warn)" dashes="6 4" />
      <path
        d={pathOf(values, x, y)}
        fill="none"
        stroke="var(--ink)"
        style={{ strokeWidth: "calc(var(--unit, 1px) * 1.75)" }}
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function Limit({
  at,
  y,
  colour,
  dashes,
}: {
  readonly at: number | null;
  readonly y: (value: number) => number;
  readonly colour: string;
  readonly dashes: string;
}): ReactNode {
  if (at === null) return null;
  return (
    <line
      x1={0}
      x2={WIDTH}
      y1={y(at)}
      y2={y(at)}
      stroke={colour}
      style={{ strokeWidth: "calc(var(--unit, 1px) * 1.5)" }}
      strokeDasharray={dashes}
      vectorEffect="non-scaling-stroke"
    />
  );
}

function pathOf(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let drawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        drawing = false;
        return "";
      }
      const point = `${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      // A lone point between two gaps is drawn as a dot: a line of no length with round ends.
      const step = drawing ? `L${point}` : `M${point}L${point}`;
      drawing = true;
      return step;
    })
    .join("");
}
