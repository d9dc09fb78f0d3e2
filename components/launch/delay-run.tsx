"use client";

import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { DelayRun as Run } from "#core/room/delay";
import { useAsk } from "#browser/ask-context";
import type { DelayRow } from "#browser/delay-rows";
import type { StepRow } from "#browser/playbook-rows";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { ProcedureExits, type Exits } from "#components/live/procedure-exits";
import { ReasonForm } from "#components/live/reason-form";
import { Stamp } from "#components/live/stamp";
import { StepForm } from "#components/live/step-form";
import { StepList } from "#components/live/step-list";
import { NewDates } from "./new-dates.tsx";

const EXITS: Exits = {
  resume: {
    label: "Start as planned",
    done: "The rollout starts as planned",
    hint: "Nothing speaks against T0 any more. The procedure ends, and the rollout can be started.",
    tone: "main",
  },
  reschedule: {
    label: "Reschedule",
    done: "The rollout is to be moved",
    hint: "T0 moves, and every phase, gate, shift and task with it. The next step is to move it.",
    tone: "main",
  },
  abort: {
    label: "Abort",
    done: "The rollout is given up",
    hint: "The rollout does not start any more, and can be put away among the rollouts.",
    tone: "danger",
  },
};

type Props = { readonly row: DelayRow; readonly run: Run; readonly held: RoomNow };

/** How far the procedure is, step by step, and how it ends. */
export function DelayRun({ row, run: { run, begun }, held }: Props): ReactNode {
  const ask = useAsk();
  const mayDo = isStaff(held.me) && run.left === null;
  const askDone = (step: StepRow): void =>
    ask({
      title: step.step.label,
      form: (close) => <StepForm of={{ kind: "delay", id: row.id }} row={step} onDone={close} />,
    });
  const dates = <NewDates delay={row.delay} held={held} />;
  return (
    <div className="mt-3">
      <p className="wrap-anywhere">
        {begun.reason}{" "}
        <span className="text-sm text-soft">
          {actorName(begun.by)}, <Stamp at={begun.at} date />
        </span>
      </p>
      <div className="mt-2">
        <StepList steps={row.steps} onDone={mayDo ? askDone : null} />
      </div>
      <ProcedureExits
        exits={EXITS}
        run={run}
        held={held}
        rescheduled={dates}
        form={(exit, done) => (
          <ReasonForm
            verb="leave-delay"
            input={(reason) => ({ delay: row.id, exit, reason })}
            submit={EXITS[exit].label}
            label="Why"
            hint={EXITS[exit].hint}
            tone={EXITS[exit].tone}
            onDone={done}
          />
        )}
      />
    </div>
  );
}
