"use client";

import { useId, useState, type ReactNode } from "react";
import type { ActionItem } from "#core/room/action-item";
import { useCommand } from "#browser/use-command";
import { CommandNote } from "#components/live/command-note";
import { GrowingText } from "./growing-text.tsx";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = { readonly item: ActionItem; readonly onDone: () => void };

/** Opens an item again, and says why. */
export function ActionReopen({ item, onDone }: Props): ReactNode {
  const id = useId();
  const [reason, setReason] = useState("");
  const { run, phase, refusal } = useCommand("reopen-action");
  const reopen = async (): Promise<void> => {
    const answer = await run({ action: item.id, reason: reason.trim() });
    if (answer.ok) onDone();
  };
  return (
    <div className="mt-3 flex flex-col gap-3 rounded-md bg-raised p-3">
      <GrowingText id={id} label="Why it is open again" value={reason} most={1_000} isWanted onChange={setReason} />
      <div className="flex gap-2 max-sm:*:flex-1">
        <button type="button" className={BUTTON} onClick={onDone}>
          Back
        </button>
        <button
          type="button"
          className={MAIN_BUTTON}
          disabled={phase !== "idle" || reason.trim().length < 3}
          onClick={() => void reopen()}
        >
          Reopen the item
        </button>
      </div>
      <CommandNote phase={phase} refusal={refusal} />
    </div>
  );
}
