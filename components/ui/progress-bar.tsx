import type { ReactNode } from "react";

type Props = { readonly label: string; readonly share: number; readonly marks?: readonly number[] };

/** How much has passed, 0 to 1, with marks at given shares. */
export function ProgressBar({ label, share, marks = [] }: Props): ReactNode {
  const percent = Math.min(100, Math.max(0, share * 100));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      className="relative h-3 w-full"
    >
      <div className="absolute inset-x-0 top-1 h-1 rounded-full bg-line" />
      <div
        className="absolute top-1 left-0 h-1 rounded-full bg-ink print:border print:border-ink"
        style={{ width: `${percent}%` }}
      />
      {marks.map((mark) => (
        <div
          key={mark}
          className={`absolute top-0 h-3 w-0.5 -translate-x-1/2 ${mark <= share ? "bg-ink" : "bg-strong"}`}
          style={{ left: `${Math.min(100, mark * 100)}%` }}
        />
      ))}
    </div>
  );
}
