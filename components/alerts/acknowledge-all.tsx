"use client";

import { useState, type ReactNode } from "react";
import type { AlertRow } from "#browser/alert-rows";
import { ReasonForm } from "#components/live/reason-form";
import { Dialog } from "#components/ui/dialog";
import { BUTTON } from "../ui/field-looks.ts";

/** One reason for all that nobody has in hand; nothing to press where they are fewer than two. */
export function AcknowledgeAll({ rows }: { readonly rows: readonly AlertRow[] }): ReactNode {
  // those that fired when the form was opened: nobody takes in hand what they did not see
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const firing = rows.filter(({ state }) => state === "firing").map(({ id }) => id);
  const close = (): void => setAsked(null);
  return (
    <>
      {firing.length > 1 && (
        <button type="button" onClick={() => setAsked(firing)} className={BUTTON}>
          Acknowledge all {firing.length}…
        </button>
      )}
      <Dialog title={`Acknowledge ${asked?.length ?? 0} alerts`} open={asked !== null} onClose={close}>
        {asked && (
          <ReasonForm
            verb="acknowledge-alerts"
            input={(note) => ({ alerts: [...asked], note })}
            path="note"
            submit={`I have all ${asked.length}`}
            label="What you are doing about them"
            hint="Everybody reads it beside each alert, with your name. Nobody further is called for these."
            onDone={close}
          >
            <p className="text-soft">Alerts that fire from now on are not among them: they call people as ever.</p>
          </ReasonForm>
        )}
      </Dialog>
    </>
  );
}
