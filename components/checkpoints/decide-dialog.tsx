"use client";

import type { ReactNode } from "react";
import type { Tone } from "#core/room/checkpoint";
import type { DecisionChoice } from "#core/room/form/form";
import { asksOf } from "#browser/form-faults";
import { ToneMark } from "#components/live/tone-mark";
import { Dialog } from "#components/ui/dialog";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = {
  readonly isOpen: boolean;
  readonly label: string;
  readonly choice: DecisionChoice;
  readonly tone: Tone;
  readonly reason: string;
  readonly onBack: () => void;
  readonly onDecide: () => void;
};

/** A decision stays decided: it is said once more, and what follows from it, before it is taken. */
export function DecideDialog({ isOpen, label, choice, tone, reason, onBack, onDecide }: Props): ReactNode {
  const asks = asksOf(choice, tone);
  return (
    <Dialog title={`Decide ${label}`} open={isOpen} onClose={onBack}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        <dt className="text-soft">Decision</dt>
        <dd className="text-lg font-semibold">{choice.label}</dd>
        <dt className="text-soft">Worst field</dt>
        <dd>
          <ToneMark tone={tone} />
        </dd>
        {reason !== "" && (
          <>
            <dt className="text-soft">Reason</dt>
            <dd className="wrap-anywhere">{reason}</dd>
          </>
        )}
        <dt className="text-soft">Then</dt>
        <dd>
          {asks.second
            ? "It goes against the worst field: it takes effect when another lead has signed."
            : "It takes effect at once and closes the checkpoint."}
          {asks.password && " Your password is asked for."}
        </dd>
      </dl>
      <div className="mt-5 flex flex-wrap justify-end gap-2 max-sm:*:flex-auto">
        <button type="button" className={BUTTON} onClick={onBack}>
          Back
        </button>
        <button type="button" className={MAIN_BUTTON} onClick={onDecide}>
          Decide: {choice.label}
        </button>
      </div>
    </Dialog>
  );
}
