import type { ReactNode } from "react";
import { calledWords, type AlertRow } from "#browser/alert-rows";
import { runningStep } from "#browser/playbook-rows";
import type { RoomNow } from "#browser/use-room-now";
import { AlertStateMark } from "#components/live/alert-state-mark";
import { SeverityMark } from "#components/live/severity-mark";
import { ShortName } from "#components/live/short-name";
import { StepClock } from "#components/live/step-clock";
import { useFitting } from "./use-fitting.ts";

type Props = { readonly rows: readonly AlertRow[]; readonly held: RoomNow };

const MOST = 2;

/** What fires, the worst first, told for five metres; with the clock of the procedure and who has it. */
export function WallAlerts({ rows, held }: Props): ReactNode {
  const { list, fits, room } = useFitting();
  const shown = Math.min(MOST, room);
  return (
    <section
      aria-labelledby="wall-alerts"
      className="panel flex min-h-0 flex-col overflow-hidden border-strong px-4 py-2.5"
    >
      <h2 id="wall-alerts" className="mb-1 text-sm font-semibold text-soft">
        Alerts{rows.length > shown ? `: ${shown} of ${rows.length}` : ""}
      </h2>
      <ul ref={list} className="flex min-h-0 flex-1 flex-col gap-1.5 overflow-hidden *:flex-none">
        {rows.slice(0, MOST).map((row, index) => (
          <li key={row.id} className={fits(index) ? "" : "invisible"}>
            <WallAlert row={row} held={held} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function WallAlert({ row, held }: { readonly row: AlertRow; readonly held: RoomNow }): ReactNode {
  const step = runningStep(held, row.id);
  return (
    <>
      <p className="flex items-baseline justify-between gap-4 text-lg leading-tight font-semibold">
        <span className="flex min-w-0 items-baseline">
          <SeverityMark severity={row.severity} className="mr-3 flex-none" />
          <ShortName>{row.label}</ShortName>
        </span>
        <AlertStateMark state={row.state} className="text-base" />
      </p>
      <p className="flex items-baseline justify-between gap-4 text-base leading-snug">
        <span className="min-w-0 truncate text-soft">{step ? step.label : row.sentence}</span>
        {step?.clock ? <StepClock clock={step.clock} /> : <span className="flex-none text-soft">{whoHas(row)}</span>}
      </p>
    </>
  );
}

/** Whoever has it, else whoever was called last. */
function whoHas({ acknowledged, calls }: AlertRow): string {
  if (acknowledged?.by.kind === "person") return acknowledged.by.name;
  const last = calls.at(-1);
  return last ? `called: ${calledWords(last)}` : "";
}
