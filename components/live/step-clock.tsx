import type { ReactNode } from "react";
import { clockWords, type StepRow } from "#browser/playbook-rows";

type Props = { readonly clock: NonNullable<StepRow["clock"]>; readonly className?: string };

/** What is left of a step's time, or by how much it is over. */
export function StepClock({ clock, className = "" }: Props): ReactNode {
  const tone = clock.word === "over by" ? "text-warn" : "";
  return (
    <span role="timer" aria-live="off" className={`font-bold whitespace-nowrap ${tone} ${className}`}>
      {clockWords(clock)}
    </span>
  );
}
