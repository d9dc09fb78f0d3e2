"use client";

import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { momentMs } from "#core/plan/when";
import { ownT0 } from "#core/plan/schedule";
import { actorName } from "#core/room/actor";
import type { Launch } from "#core/room/launch";
import { useAsk } from "#browser/ask-context";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { RampForm } from "./ramp-form.tsx";

/** The decision of the evening before: go ahead, or reschedule and investigate. Nothing where the plan has none. */
export function RampPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const { plan, room, me, t0 } = held;
  const asked = plan.rampDecision;
  if (!asked) return null;
  const { ramp, start } = room.launch;
  const due = momentMs(asked.at, ownT0(plan)) + t0 - ownT0(plan);
  return (
    <Panel
      id="ramp"
      title="Ramp decision"
      aside={
        !ramp &&
        !start && (
          <span className="text-sm text-soft">
            due <Stamp at={due} date />
          </span>
        )
      }
    >
      <p className="mb-2 text-soft">{asked.question}</p>
      {ramp ? (
        <Taken ramp={ramp} plan={plan} />
      ) : (
        <p className="text-lg font-medium">{start ? "It was not taken." : "Not taken yet."}</p>
      )}
      {!start && isLeading(me) && (
        <button
          type="button"
          onClick={() => ask({ title: "Ramp decision", form: (close) => <RampForm asked={asked} onDone={close} /> })}
          className={`mt-3 max-sm:w-full ${ramp ? BUTTON : MAIN_BUTTON}`}
        >
          {ramp ? "Decide anew…" : "Decide…"}
        </button>
      )}
    </Panel>
  );
}

type TakenProps = { readonly ramp: NonNullable<Launch["ramp"]>; readonly plan: Plan };

function Taken({ ramp, plan }: TakenProps): ReactNode {
  const label = plan.rampDecision?.options.find(({ id }) => id === ramp.option)?.label ?? ramp.option;
  return (
    <>
      <p className={`text-lg font-semibold ${ramp.goesOn ? "text-pass" : "text-fail"}`}>{label}</p>
      <p className="wrap-anywhere">{ramp.reason}</p>
      <p className="text-sm text-soft">
        {actorName(ramp.by)}, <Stamp at={ramp.at} date />
      </p>
      {!ramp.goesOn && (
        <p className="mt-1">The rollout may not start: move T0, and decide anew when it is understood.</p>
      )}
    </>
  );
}
