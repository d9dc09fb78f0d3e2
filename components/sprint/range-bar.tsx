import type { ReactNode } from "react";

type Props = { readonly low: number; readonly high: number; readonly actual: number | null };

/** The expected range as a band, and the actual value as a mark on the same scale; the words beside it say both. */
export function RangeBar({ low, high, actual }: Props): ReactNode {
  const known = [0, low, high, ...(actual === null ? [] : [actual])];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = (most - least) * 0.08 || 1;
  const place = (value: number): number => ((value - least + room) / (most - least + 2 * room)) * 100;
  return (
    <span aria-hidden="true" className="relative block h-3 max-sm:mt-1">
      <span className="absolute inset-x-0 top-1 h-1 rounded-full bg-line" />
      <span
        className="absolute top-0.5 h-2 min-w-1 rounded-sm bg-strong"
        style={{ left: `${place(low)}%`, width: `${place(high) - place(low)}%` }}
      />
      {actual !== null && (
        <span
          className="absolute -top-0.5 h-4 w-1 -translate-x-1/2 rounded-sm bg-accent"
          style={{ left: `${place(actual)}%` }}
        />
      )}
    </span>
  );
}
