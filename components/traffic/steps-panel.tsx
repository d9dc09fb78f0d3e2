"use client";

import { Check, CircleCheck, CircleDashed, CirclePlay, Shield } from "lucide-react";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { useAsk } from "#browser/ask-context";
import { trafficSteps, type TrafficStepRow } from "#browser/traffic-rows";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { MoveForm } from "#components/live/move-form";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";
import { WordMark } from "#components/ui/word-mark";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

const LOOK = {
  holds: { icon: CircleCheck, text: "text-pass", word: "TAKEN, HOLDS" },
  taken: { icon: Check, text: "text-soft", word: "TAKEN" },
  next: { icon: CirclePlay, text: "text-accent", word: "NEXT" },
  planned: { icon: CircleDashed, text: "text-nodata", word: "NOT TAKEN" },
  reserve: { icon: Shield, text: "text-nodata", word: "IN RESERVE" },
} as const;

/** The plan's steps: which are taken, when and by whom, which is next, which wait in reserve. */
export function StepsPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const rows = trafficSteps(held);
  const mayTake = isLeading(held.me);
  const askOf = ({ id, label, changes }: TrafficStepRow): void =>
    ask({
      title: label,
      held,
      form: (close, now) => (
        <MoveForm move={{ kind: "step", step: id }} alert={null} held={now} onDone={close}>
          <p className="text-soft">{changes}</p>
        </MoveForm>
      ),
    });
  return (
    <Panel id="steps" title="Steps of the plan">
      {rows.length === 0 && <p className="text-soft">The plan has no steps: the traffic is reduced and held only.</p>}
      <ol className="flex flex-col divide-y divide-line">
        {rows.map((one) => (
          <Step key={one.id} row={one} onTake={mayTake && one.state !== "holds" ? () => askOf(one) : null} />
        ))}
      </ol>
    </Panel>
  );
}

type StepProps = { readonly row: TrafficStepRow; readonly onTake: (() => void) | null };

function Step({ row, onTake }: StepProps): ReactNode {
  const { label, at, changes, taken, state } = row;
  return (
    <li aria-current={state === "next" ? "step" : undefined} className="py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="min-w-0 flex-1 basis-56 font-semibold">{label}</h3>
        <WordMark {...LOOK[state]} />
      </div>
      <p className="text-sm">{changes}</p>
      <p className="text-sm text-soft">
        {at === null ? "When it is needed" : "Planned for "}
        {at !== null && <Stamp at={at} date />}
        {taken && (
          <>
            ; taken by {actorName(taken.by)}, <Stamp at={taken.at} date seconds />
          </>
        )}
      </p>
      {onTake && (
        <button
          type="button"
          onClick={onTake}
          className={`${state === "next" ? MAIN_BUTTON : BUTTON} mt-2 max-sm:w-full`}
        >
          {taken ? "Take it again…" : "Take this step…"}
          <span className="sr-only"> {label}</span>
        </button>
      )}
    </li>
  );
}
