"use client";

import type { ReactNode } from "react";
import { firingRows, type AlertRow } from "#browser/alert-rows";
import { openProcedures, runningStep } from "#browser/playbook-rows";
import { useRoomNow } from "#browser/use-room-now";
import { AlertStateMark } from "#components/live/alert-state-mark";
import { SeverityMark } from "#components/live/severity-mark";
import { ShortName } from "#components/live/short-name";
import { StepClock } from "#components/live/step-clock";
import { SEVERITY_LOOK } from "../live/severity-look.ts";

const LOOK = "flex items-baseline gap-6 border-l-8 px-4 py-1 text-2xl leading-tight";

/**
 * The worst alert that is on, whatever view is shown, with how many more there are and the clock of its procedure. When all
 * are over, the procedure that goes on.
 */
export function WallAlertBand(): ReactNode {
  const held = useRoomNow();
  const [worst, ...others] = held ? firingRows(held) : [];
  const open = held ? openProcedures(held).find(({ clock }) => clock !== null) : undefined;
  const step = held && worst ? runningStep(held, worst.id) : (open ?? null);
  const look = worst ? SEVERITY_LOOK[worst.severity] : open ? { edge: "border-strong", wash: "bg-raised" } : null;
  return (
    <section
      aria-label={look ? "Worst alert" : undefined}
      className={look ? `${LOOK} ${look.edge} ${look.wash}` : "sr-only"}
    >
      {/* there before it says anything, so that it is read out when it does */}
      <p role="status" className="flex min-w-0 flex-1 items-baseline gap-4 portrait:flex-wrap">
        {worst && <Worst row={worst} others={others.length} showState={!step?.clock} />}
        {!worst && open && (
          <span className="flex min-w-0 gap-[0.3em] text-xl">
            <span className="flex-none text-soft">After</span>
            <ShortName className="text-soft">{`${open.alert.label}:`}</ShortName>
            <ShortName>{open.label}</ShortName>
          </span>
        )}
      </p>
      {step?.clock && <StepClock clock={step.clock} className="flex-none" />}
    </section>
  );
}

type WorstProps = {
  readonly row: AlertRow;
  readonly others: number;
  /** Beside its procedure's clock there is no room for more than its name. */
  readonly showState: boolean;
};

function Worst({ row, others, showState }: WorstProps): ReactNode {
  return (
    <>
      <SeverityMark severity={row.severity} />
      <ShortName className="font-semibold portrait:order-1 portrait:basis-full">{row.label}</ShortName>
      {others > 0 && <span className="flex-none text-xl text-soft">+{others} more</span>}
      {showState && <AlertStateMark state={row.state} className="wall-band-more text-xl compact:hidden" />}
    </>
  );
}
