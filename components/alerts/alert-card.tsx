import Link from "next/link";
import type { ReactNode } from "react";
import { alertPath } from "#browser/alert-notices";
import type { AlertRow } from "#browser/alert-rows";
import { runningStep } from "#browser/playbook-rows";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { AlertStateMark } from "#components/live/alert-state-mark";
import { SEVERITY_LOOK } from "../live/severity-look.ts";
import { SeverityMark } from "#components/live/severity-mark";
import { StepClock } from "#components/live/step-clock";
import { AlertButtons, type AlertAction } from "./alert-buttons.tsx";
import { AlertFacts } from "./alert-facts.tsx";

type Props = {
  readonly row: AlertRow;
  readonly held: RoomNow;
  readonly onAsk: (action: AlertAction) => void;
};

/** One alert: how bad, since when, in one sentence why, who was called, and what may be done about it. */
export function AlertCard({ row, held, onAsk }: Props): ReactNode {
  const step = runningStep(held, row.id);
  const look = SEVERITY_LOOK[row.severity];
  return (
    <li className={`edge-left rounded-md border border-line bg-panel px-3 py-3 sm:px-4 ${look.edge}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 flex-1 basis-56 text-lg font-semibold">
          <Link
            href={alertPath(row.id)}
            className="inline-flex min-h-11 items-center wrap-anywhere underline decoration-line underline-offset-4 hover:decoration-ink sm:min-h-0"
          >
            {row.label}
          </Link>
        </h3>
        <span className="flex flex-wrap gap-x-4">
          <SeverityMark severity={row.severity} />
          <AlertStateMark state={row.state} />
        </span>
      </div>
      <p className="mt-0.5 text-pretty wrap-anywhere">{row.sentence}</p>
      {step && (
        <p className="mt-1.5 flex flex-wrap items-baseline gap-x-3">
          <span>
            <span className="text-soft">Now: </span>
            <span className="font-medium">{step.label}</span>
            <span className="text-soft">, {step.holder?.name ?? step.owner}</span>
          </span>
          {step.clock && <StepClock clock={step.clock} />}
        </p>
      )}
      <AlertFacts row={row} />
      {isStaff(held.me) && <AlertButtons row={row} onAsk={onAsk} />}
    </li>
  );
}
