import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { HOUR_MS } from "#core/time";
import type { StepRow } from "#browser/playbook-rows";
import { Stamp } from "./stamp.tsx";
import { StepClock } from "./step-clock.tsx";
import { StepStateMark, stepEdge } from "./step-state-mark.tsx";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = {
  readonly row: StepRow;
  readonly number: number;
  /** Null for whoever may not say so. */
  readonly onDone: (() => void) | null;
  /** Of a step that the traffic takes; null for whoever may not move it. */
  readonly onMove: (() => void) | null;
};

/** One step: whose it is, where it stands, its clock, and what was said when it was done. */
export function StepItem({ row, number, onDone, onMove }: Props): ReactNode {
  const { step, run, state, owner, holder, clock, traffic } = row;
  const isOn = state === "running" || state === "overdue";
  // within half a day the hour tells
  const isLong = run !== null && (run.until ?? run.begunAt) - run.begunAt > 12 * HOUR_MS;
  return (
    <li
      aria-current={isOn ? "step" : undefined}
      className={`rounded-md border border-l-[6px] border-line px-3 py-2.5 sm:px-4 ${stepEdge(state)} ${isOn ? "bg-raised" : "bg-panel"}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 flex-1 basis-56 font-semibold">
          {number}. {step.label}
        </h3>
        <StepStateMark state={state} />
      </div>
      <p className="text-sm text-soft">
        {owner}, {holder?.name ?? "held by nobody"}
        {traffic !== null && `; traffic: ${traffic}`}
      </p>
      {run && !run.done && (
        <p className="mt-1 flex flex-wrap items-baseline gap-x-4">
          {clock && <StepClock clock={clock} className="text-3xl tracking-tight" />}
          <span className="text-sm text-soft">
            since <Stamp at={run.begunAt} date={isLong} />
            {run.until !== null && (
              <>
                , to be done by <Stamp at={run.until} date={isLong} />
              </>
            )}
          </span>
        </p>
      )}
      <Said row={row} />
      {state !== "done" && (onMove !== null || onDone !== null) && (
        <div className="mt-2 flex flex-wrap gap-2 max-sm:*:w-full">
          {onMove && (
            <button type="button" onClick={onMove} className={isOn ? MAIN_BUTTON : BUTTON}>
              Move the traffic…<span className="sr-only"> {step.label}</span>
            </button>
          )}
          {onDone && (
            <button type="button" onClick={onDone} className={isOn && !onMove ? MAIN_BUTTON : BUTTON}>
              {step.options.length > 0 ? "Decide…" : "Done…"}
              <span className="sr-only"> {step.label}</span>
            </button>
          )}
        </div>
      )}
      {state !== "done" && traffic !== null && (
        <p className="mt-1 text-sm text-soft">It is done by itself as soon as the traffic is moved.</p>
      )}
    </li>
  );
}

function Said({ row: { run, chosen } }: { readonly row: StepRow }): ReactNode {
  const done = run?.done;
  if (!done) return null;
  return (
    <p className="text-sm wrap-anywhere">
      {chosen !== null && <strong className="mr-2 font-semibold">{chosen}.</strong>}
      {done.note !== "" && `${done.note} `}
      <span className="text-soft">
        {actorName(done.by)}, <Stamp at={done.at} />
      </span>
    </p>
  );
}
