"use client";

import { CloudOff, Gavel, LoaderCircle, Save } from "lucide-react";
import type { ReactNode } from "react";
import type { CommandPhase } from "#browser/use-command";
import { ProgressBar } from "#components/ui/progress-bar";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = {
  readonly filled: number;
  readonly all: number;
  readonly phase: CommandPhase;
  readonly mayDecide: boolean;
  readonly decisionLabel: string | null;
  readonly said: string | null;
  readonly note: ReactNode;
  readonly onSave: () => void;
  readonly onDecide: () => void;
};

/** Always in reach: how far the form is, where it is kept, and the two ways on. What it covers scrolls clear of it. */
export function FormBar(props: Props): ReactNode {
  const { filled, all, phase, mayDecide, decisionLabel, said, note, onSave, onDecide } = props;
  const isBusy = phase !== "idle";
  return (
    <div className="sticky bottom-0 z-10 -mx-4 border-t border-strong bg-panel px-4 py-3 sm:-mx-6 sm:px-6 print:hidden [@media(max-height:30rem)]:static">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <div className="min-w-40 flex-1">
          <p className="text-sm font-semibold">
            {filled} of {all} filled
          </p>
          <ProgressBar label={`${filled} of ${all} fields filled`} share={all === 0 ? 1 : filled / all} />
        </div>
        <div className="min-w-48 flex-1 max-sm:order-last max-sm:basis-full">
          {phase === "waiting" ? (
            <p className="flex items-start gap-1.5 text-sm font-medium text-warn">
              <CloudOff aria-hidden="true" className="icon mt-[0.15em] self-start" />
              Waiting for the link; your entry is kept and goes by itself.
            </p>
          ) : (
            note
          )}
          <p role="status" className="sr-only">
            {phase === "waiting" ? "Waiting for the link; your entry is kept." : (said ?? "")}
          </p>
          {said !== null && phase === "idle" && (
            <p aria-hidden="true" className="text-sm font-medium text-pass">
              {said}
            </p>
          )}
        </div>
        <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
          <button type="button" className={BUTTON} disabled={isBusy} onClick={onSave}>
            {isBusy ? (
              <LoaderCircle aria-hidden="true" className="icon animate-spin" />
            ) : (
              <Save aria-hidden="true" className="icon" />
            )}
            Save
          </button>
          {mayDecide && (
            <button type="button" className={MAIN_BUTTON} disabled={isBusy} aria-haspopup="dialog" onClick={onDecide}>
              <Gavel aria-hidden="true" className="icon" />
              <span className="truncate">{decisionLabel === null ? "Decide…" : `Decide: ${decisionLabel}…`}</span>
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
