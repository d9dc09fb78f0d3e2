import type { ReactNode } from "react";
import type { EpochMs } from "#core/time";
import type { PlaybookRows } from "#browser/playbook-rows";
import { Stamp } from "#components/live/stamp";
import { StepItem } from "#components/live/step-item";

type Props = { readonly earlier: PlaybookRows & { readonly until: EpochMs } };

/** A procedure that gave way when the severity changed, as it stood then, folded. */
export function EarlierPlaybook({ earlier }: Props): ReactNode {
  return (
    <details className="mt-4 border-t border-line pt-1">
      <summary className="flex min-h-11 flex-wrap items-center gap-x-2 font-medium text-soft">
        Until <Stamp at={earlier.until} />, before the severity changed: {earlier.label}
      </summary>
      <ol className="mt-2 flex flex-col gap-2">
        {earlier.steps.map((step, index) => (
          <StepItem key={step.step.id} row={{ ...step, clock: null }} number={index + 1} onDone={null} onMove={null} />
        ))}
      </ol>
    </details>
  );
}
