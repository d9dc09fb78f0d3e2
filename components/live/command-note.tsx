import type { ReactNode } from "react";
import type { Refusal } from "#core/outcome";
import type { CommandPhase } from "#browser/use-command";
import { formFault } from "#browser/use-send";
import { RefusalAlert } from "./refusal-alert.tsx";

type Props = { readonly phase: CommandPhase; readonly refusal: Refusal | null };

/** What became of a command: on its way, waiting for the link, or why not. Its places are there before they say anything. */
export function CommandNote({ phase, refusal }: Props): ReactNode {
  return (
    <>
      <p role="status" className={phase === "waiting" ? "font-medium text-warn" : "sr-only"}>
        {phase === "waiting" && "Waiting for the link. Leave this open: it is sent as soon as Holdpoint answers."}
        {phase === "sending" && "Sending."}
      </p>
      <RefusalAlert refusal={refusal} says={formFault(refusal)} />
    </>
  );
}
