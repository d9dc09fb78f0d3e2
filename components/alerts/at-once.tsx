"use client";

import type { ReactNode } from "react";
import { useAsk } from "#browser/ask-context";
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
  const ask = useAsk();
  if (alerts.length < 2) return null;
  const askAll = (): void => ask({ title: title(alerts.length), form: (close) => children([...alerts], close) });
  return (
    <button type="button" onClick={askAll} className={BUTTON}>
      {button(alerts.length)}
    </button>
  );
}
