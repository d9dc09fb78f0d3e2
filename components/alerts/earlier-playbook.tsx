import type { ReactNode } from "react";
import type { EpochMs } from "#core/time";
import type { PlaybookRows } from "#browser/playbook-rows";
import { Stamp } from "#components/live/stamp";
import { StepList } from "#components/live/step-list";

type Props = { readonly earlier: PlaybookRows & { readonly until: EpochMs } };

/** A procedure that gave way when the severity changed, as it stood then, folded. */
export function EarlierPlaybook({ earlier }: Props): ReactNode {
  return (
    <details className="mt-4 border-t border-line pt-1">
      <summary className="flex min-h-11 flex-wrap items-center gap-x-2 font-medium text-soft">
        Until <Stamp at={earlier.until} />, before the severity changed: {earlier.label}
      </summary>
      <div className="mt-2">
        <StepList steps={earlier.steps.map((step) => ({ ...step, clock: null }))} onDone={null} />
      </div>
    </details>
  );
}
