"use client";

import { useId, useState, type ReactNode } from "react";
import type { ActionItem } from "#core/room/action-item";
import { useCommand } from "#browser/use-command";
import { CommandNote } from "#components/live/command-note";
import { GrowingText } from "./growing-text.tsx";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = { readonly item: ActionItem; readonly onDone: () => void };

/** Closes an item, with a note where there is something to say. */
export function ActionClose({ item, onDone }: Props): ReactNode {
  const id = useId();
  const [note, setNote] = useState("");
  const { run, phase, refusal } = useCommand("close-action");
  const close = async (): Promise<void> => {
    const answer = await run({ action: item.id, note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <div className="mt-3 flex flex-col gap-3 rounded-md bg-raised p-3">
      <GrowingText id={id} label="What came of it (may stay empty)" value={note} most={1_000} onChange={setNote} />
      <div className="flex gap-2 max-sm:*:flex-1">
        <button type="button" className={BUTTON} onClick={onDone}>
          Back
        </button>
        <button type="button" className={MAIN_BUTTON} disabled={phase !== "idle"} onClick={() => void close()}>
          Close the item
        </button>
      </div>
      <CommandNote phase={phase} refusal={refusal} />
    </div>
  );
}
