"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { alertPath } from "#browser/alert-notices";
import { firingRows } from "#browser/alert-rows";
import { runningStep } from "#browser/playbook-rows";
import { useRoomNow } from "#browser/use-room-now";
import { AlertStateMark } from "./alert-state-mark.tsx";
import { SEVERITY_LOOK } from "./severity-look.ts";
import { SeverityMark } from "./severity-mark.tsx";
import { StepClock } from "./step-clock.tsx";

const LINK = "inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-9";

/** The worst alert that is not over, on every page, with how many more there are and the clock of its procedure. */
export function AlertBanner(): ReactNode {
  const held = useRoomNow();
  const [worst, ...others] = held ? firingRows(held) : [];
  const step = held && worst ? runningStep(held, worst.id) : null;
  const look = worst ? SEVERITY_LOOK[worst.severity] : null;
  return (
    <section
      aria-label={look ? "Alerts" : undefined}
      className={look ? `border-b-2 px-4 py-1 sm:px-6 print:hidden ${look.edge} ${look.wash}` : "sr-only"}
    >
      <div className="mx-auto flex max-w-[117rem] flex-wrap items-baseline gap-x-4">
        {/* there before it says anything, so that it is read out when it does */}
        <p role="status" className="flex min-w-0 flex-wrap items-baseline gap-x-4">
          {worst && (
            <>
              <SeverityMark severity={worst.severity} />
              <Link href={alertPath(worst.id)} className={`min-w-0 font-semibold wrap-anywhere ${LINK}`}>
                {worst.label}
              </Link>
              <AlertStateMark state={worst.state} className="text-sm" />
            </>
          )}
          {others.length > 0 && (
            <Link href="/alerts" className={`whitespace-nowrap ${LINK}`}>
              and {others.length} more
            </Link>
          )}
        </p>
        {step && (
          <p className="min-w-0 sm:ml-auto">
            <span className="max-sm:sr-only">{step.label} </span>
            {step.clock && <StepClock clock={step.clock} />}
          </p>
        )}
      </div>
    </section>
  );
}
