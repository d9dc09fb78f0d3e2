"use client";

import type { ReactNode } from "react";
import type { Account } from "#core/room/actor";
import type { ShiftNow } from "#core/shift/duty";
import { useAsk, type Question } from "#browser/ask-context";
import { useCommand } from "#browser/use-command";
import { isStaff } from "#browser/use-room-now";
import { CommandNote } from "#components/live/command-note";
import { reasonQuestion } from "#components/live/reason-form";
import { SureButton } from "#components/ui/sure-button";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = { readonly shift: ShiftNow; readonly me: Account | null; readonly now: number };

/** Takes an open shift in one press, takes one over in two, or gives one's own up with a reason. */
export function TakeShift({ shift, me, now }: Props): ReactNode {
  const ask = useAsk();
  const take = useCommand("take-shift");
  if (!me || !isStaff(me) || shift.to <= now) return null;
  const isMine = shift.lead?.id === me.id;
  const isBusy = take.phase !== "idle";
  const send = (): void => void take.run({ shift: shift.id, over: shift.lead?.id ?? null });
  return (
    <div className="flex flex-col items-start gap-1 print:hidden">
      <div className="flex flex-wrap gap-2">
        {shift.lead === null && (
          <button type="button" disabled={isBusy} onClick={send} className={MAIN_BUTTON}>
            Take this shift
            <span className="sr-only"> {shift.label}</span>
          </button>
        )}
        {shift.lead !== null && !isMine && (
          <SureButton label="Take over" about={shift.label} busy={isBusy} onSure={send} />
        )}
        {isMine && (
          <button type="button" onClick={() => ask(release(shift))} className={BUTTON}>
            Give up…
            <span className="sr-only"> {shift.label}</span>
          </button>
        )}
      </div>
      <CommandNote phase={take.phase} refusal={take.refusal} />
    </div>
  );
}

function release({ id, label }: ShiftNow): Question {
  return reasonQuestion(`Give up ${label}`, {
    verb: "release-shift",
    input: (reason) => ({ shift: id, reason }),
    submit: "Give it up",
    label: "Why you cannot lead it",
    hint: "Nobody leads it until somebody takes it.",
  });
}
