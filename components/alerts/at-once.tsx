"use client";

import { useState, type ReactNode } from "react";
import { Dialog } from "#components/ui/dialog";
import { BUTTON } from "../ui/field-looks.ts";

type Props = {
  readonly alerts: readonly string[];
  readonly button: (count: number) => string;
  readonly title: (count: number) => string;
  /** The form for those that were listed when it was opened: nobody speaks for what they did not see. */
  readonly children: (asked: string[], close: () => void) => ReactNode;
};

/** A button for what is done to many alerts with one reason; none where they are fewer than two. */
export function AtOnce({ alerts, button, title, children }: Props): ReactNode {
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const close = (): void => setAsked(null);
  return (
    <>
      {alerts.length > 1 && (
        <button type="button" onClick={() => setAsked(alerts)} className={BUTTON}>
          {button(alerts.length)}
        </button>
      )}
      <Dialog title={title(asked?.length ?? 0)} open={asked !== null} onClose={close}>
        {asked && children([...asked], close)}
      </Dialog>
    </>
  );
}
