import { OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import type { Checkpoints } from "#browser/use-checkpoints";
import { CheckpointLine } from "./checkpoint-line.tsx";

/** What is over, folded away, the newest first; what was missed is said before it is opened. */
export function PastCheckpoints({ checkpoints }: { readonly checkpoints: Checkpoints }): ReactNode {
  const { rows, now, t0 } = checkpoints;
  const past = rows.filter(({ state }) => state === "closed" || state === "missed").reverse();
  const missed = past.filter(({ state }) => state === "missed").length;
  if (past.length === 0) return null;
  return (
    <details className="panel">
      <summary className="flex min-h-12 flex-wrap items-center gap-x-4 px-4 font-medium">
        Over: {past.length - missed} closed
        {missed > 0 && (
          <span className="inline-flex items-baseline gap-1.5 font-semibold text-fail">
            <OctagonX aria-hidden="true" className="icon" strokeWidth={2.25} />
            {missed} missed
          </span>
        )}
      </summary>
      <ul className="border-t border-line">
        {past.map((row) => (
          <CheckpointLine key={row.id} row={row} now={now} t0={t0} showDate />
        ))}
      </ul>
    </details>
  );
}
