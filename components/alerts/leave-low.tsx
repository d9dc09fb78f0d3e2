"use client";

import { useState, type ReactNode } from "react";
import { ReasonForm } from "#components/live/reason-form";
import { Dialog } from "#components/ui/dialog";
import { BUTTON } from "../ui/field-looks.ts";

/** One reason for leaving all low procedures that are listed; nothing to press where they are fewer than two. */
export function LeaveLow({ alerts }: { readonly alerts: readonly string[] }): ReactNode {
  // those that were listed when the form was opened: nobody leaves what they did not see
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const close = (): void => setAsked(null);
  return (
    <>
      {alerts.length > 1 && (
        <button type="button" onClick={() => setAsked(alerts)} className={BUTTON}>
          Leave {alerts.length} low ones…
        </button>
      )}
      <Dialog title={`Leave ${asked?.length ?? 0} procedures`} open={asked !== null} onClose={close}>
        {asked && (
          <ReasonForm
            verb="leave-low-playbooks"
            input={(reason) => ({ alerts: [...asked], reason })}
            submit={`Leave all ${asked.length}`}
            label="Why"
            hint="The rollout goes on. Steps that are not done stay undone; the log keeps your reason with each of them."
            onDone={close}
          />
        )}
      </Dialog>
    </>
  );
}
