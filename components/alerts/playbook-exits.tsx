"use client";

import { useState, type ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { PlaybookExit, PlaybookRun } from "#core/room/playbook-run";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { ReasonForm } from "#components/live/reason-form";
import { Dialog } from "#components/ui/dialog";
import { BUTTON } from "../ui/field-looks.ts";
import { NextAttempts } from "./next-attempts.tsx";

type Exit = { readonly label: string; readonly done: string; readonly hint: string; readonly tone: "main" | "danger" };
const EXIT: Readonly<Record<PlaybookExit, Exit>> = {
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
const EXITS = ["resume", "reschedule", "abort"] as const;

type Props = { readonly alert: string; readonly run: PlaybookRun; readonly held: RoomNow };

/** The three ways out of a procedure, for leads; how it was left, once it was. */
export function PlaybookExits({ alert, run, held }: Props): ReactNode {
  const [asked, setAsked] = useState<PlaybookExit | null>(null);
  const close = (): void => setAsked(null);
  if (run.left) return <Left run={run} left={run.left} held={held} />;
  if (!isLeading(held.me))
    return <p className="mt-3 text-sm text-soft">A lead or an administrator ends it: resume, reschedule or abort.</p>;
  return (
    <div className="mt-4 border-t border-line pt-3">
      <p className="mb-2 font-medium">How does it end?</p>
      <div className="flex flex-wrap gap-2 max-sm:*:flex-auto">
        {EXITS.map((exit) => (
          <button
            key={exit}
            type="button"
            onClick={() => setAsked(exit)}
            className={`${BUTTON} ${EXIT[exit].tone === "danger" ? "border-fail text-fail" : ""}`}
          >
            {EXIT[exit].label}…
          </button>
        ))}
      </div>
      <Dialog title={asked ? EXIT[asked].label : "End"} open={asked !== null} onClose={close}>
        {asked && (
          <ReasonForm
            key={asked}
            verb="leave-playbook"
            input={(reason) => ({ alert, exit: asked, reason })}
            submit={EXIT[asked].label}
            label="Why"
            hint={EXIT[asked].hint}
            tone={EXIT[asked].tone}
            onDone={close}
          >
            {asked === "reschedule" && <NextAttempts run={run} held={held} />}
          </ReasonForm>
        )}
      </Dialog>
    </div>
  );
}

type LeftProps = Omit<Props, "alert"> & { readonly left: NonNullable<PlaybookRun["left"]> };

function Left({ run, left, held }: LeftProps): ReactNode {
  return (
    <div className="mt-4 border-t border-line pt-3">
      <p className={`text-lg font-semibold ${left.exit === "abort" ? "text-fail" : ""}`}>{EXIT[left.exit].done}</p>
      <p className="wrap-anywhere">{left.reason}</p>
      <p className="text-sm text-soft">
        {actorName(left.by)}, <Stamp at={left.at} date />
      </p>
      {left.exit === "reschedule" && <NextAttempts run={run} held={held} />}
    </div>
  );
}
