"use client";

import { useId, useState, type ReactNode } from "react";
import type { ActionItem } from "#core/room/action-item";
import { useCommand } from "#browser/use-command";
import type { Checkpoints } from "#browser/use-checkpoints";
import { CommandNote } from "#components/live/command-note";
import { GrowingText } from "./growing-text.tsx";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { dueAt, dueText, OwnerDueInput, type OwnerDue } from "./owner-due.tsx";

type Props = { readonly item: ActionItem; readonly checkpoints: Checkpoints; readonly onDone: () => void };

/** Hands an item to another role, or moves its due time, with what the next one has to know. */
export function ActionHand({ item, checkpoints, onDone }: Props): ReactNode {
  const id = useId();
  const { plan, room, now } = checkpoints;
  const nextGate = checkpoints.rows.find(({ kind, at }) => kind === "gate" && at > now)?.at;
  const [value, setValue] = useState<OwnerDue>({
    owner: item.owner,
    due: dueText(item.due > now ? item.due : (nextGate ?? now + 3_600_000)),
  });
  const [note, setNote] = useState("");
  const { run, phase, refusal } = useCommand("hand-action");
  const due = dueAt(value.due);
  const hand = async (): Promise<void> => {
    if (due === null) return;
    const answer = await run({ action: item.id, owner: value.owner, due, note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <div className="mt-3 flex flex-col gap-3 rounded-md bg-raised p-3">
      <OwnerDueInput plan={plan} room={room} value={value} onChange={setValue} />
      <GrowingText id={id} label="What the next one has to know" value={note} most={1_000} onChange={setNote} />
      <div className="flex gap-2 max-sm:*:flex-1">
        <button type="button" className={BUTTON} onClick={onDone}>
          Back
        </button>
        <button
          type="button"
          className={MAIN_BUTTON}
          disabled={phase !== "idle" || value.owner === "" || due === null}
          onClick={() => void hand()}
        >
          Hand it on
        </button>
      </div>
      <CommandNote phase={phase} refusal={refusal} />
    </div>
  );
}
