"use client";

import type { ReactNode } from "react";
import { firingRows } from "#browser/alert-rows";
import { runningStep } from "#browser/playbook-rows";
import { useRoomNow } from "#browser/use-room-now";
import { AlertStateMark } from "#components/live/alert-state-mark";
import { SeverityMark } from "#components/live/severity-mark";
import { StepClock } from "#components/live/step-clock";
import { SEVERITY_LOOK } from "../live/severity-look.ts";

const LOOK = "flex items-baseline gap-6 border-l-8 px-4 py-1 text-2xl leading-tight";

/** The worst alert that is on, whatever view is shown, with how many more there are and the clock of its procedure. */
export function WallAlertBand(): ReactNode {
  const held = useRoomNow();
  const [worst, ...others] = held ? firingRows(held) : [];
  const step = held && worst ? runningStep(held, worst.id) : null;
  const look = worst ? SEVERITY_LOOK[worst.severity] : null;
  return (
    <section aria-label="Alerts that are on" className={look ? `${LOOK} ${look.edge} ${look.wash}` : "sr-only"}>
      {/* there before it says anything, so that it is read out when it does */}
      <p role="status" className="flex min-w-0 flex-1 items-baseline gap-4 portrait:flex-wrap">
        {worst && (
          <>
            <SeverityMark severity={worst.severity} />
            <span className="min-w-0 truncate font-semibold">{worst.label}</span>
            {others.length > 0 && <span className="flex-none text-xl text-soft">and {others.length} more</span>}
            <AlertStateMark state={worst.state} className="text-xl compact:hidden" />
          </>
        )}
      </p>
      {step?.clock && <StepClock clock={step.clock} className="flex-none" />}
    </section>
  );
}
