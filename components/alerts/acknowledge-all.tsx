"use client";

import { useState, type ReactNode } from "react";
import type { AlertRow } from "#browser/alert-rows";
import { Dialog } from "#components/ui/dialog";
import { BUTTON } from "../ui/field-looks.ts";
import { AcknowledgeAllForm } from "./acknowledge-all-form.tsx";

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
        {asked && <AcknowledgeAllForm alerts={asked} onDone={close} />}
      </Dialog>
    </>
  );
}
