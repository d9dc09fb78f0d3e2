"use client";

import type { ReactNode } from "react";
import type { PlaybookRun } from "#core/room/playbook-run";
import type { RoomNow } from "#browser/use-room-now";
import { ProcedureExits, type Exits } from "#components/live/procedure-exits";
import { ReasonForm } from "#components/live/reason-form";
import { NextAttempts } from "./next-attempts.tsx";

const EXITS: Exits = {
  resume: {
    label: "Resume",
    done: "The rollout goes on",
    hint: "The rollout goes on. The procedure ends; the alert stays until what it is about is well.",
    tone: "main",
  },
  reschedule: {
    label: "Reschedule",
    done: "The rollout is to be moved to another day",
    hint: "The rollout is tried again another day.",
    tone: "main",
  },
  abort: {
    label: "Abort",
    done: "The rollout is given up",
    hint: "The rollout is given up.",
    tone: "danger",
  },
};

type Props = { readonly alert: string; readonly run: PlaybookRun; readonly held: RoomNow };

/** The three ways out of an alert's procedure. */
export function PlaybookExits({ alert, run, held }: Props): ReactNode {
  const attempts = <NextAttempts run={run} held={held} />;
  return (
    <ProcedureExits
      exits={EXITS}
      run={run}
      held={held}
      rescheduled={attempts}
      form={(exit, close) => (
        <ReasonForm
          verb="leave-playbook"
          input={(reason) => ({ alert, exit, reason })}
          submit={EXITS[exit].label}
          label="Why"
          hint={EXITS[exit].hint}
          tone={EXITS[exit].tone}
          onDone={close}
        >
          {exit === "reschedule" && attempts}
        </ReasonForm>
      )}
    />
  );
}
