import type { ReactNode } from "react";
import type { StepRow } from "#browser/playbook-rows";
import { StepItem } from "./step-item.tsx";

type Props = {
  readonly steps: readonly StepRow[];
  /** Null for whoever may not say that a step is done. */
  readonly onDone: ((row: StepRow) => void) | null;
  /** Of steps that the traffic takes; null for whoever may not move it. */
  readonly onMove?: ((row: StepRow) => void) | null;
};

/** The steps of a procedure in order, with what may be done about each. */
export function StepList({ steps, onDone, onMove = null }: Props): ReactNode {
  return (
    <ol className="flex flex-col gap-2">
      {steps.map((row, index) => (
        <StepItem
          key={row.step.id}
          row={row}
          number={index + 1}
          onDone={onDone && (() => onDone(row))}
          onMove={row.traffic === null ? null : onMove && (() => onMove(row))}
        />
      ))}
    </ol>
  );
}
