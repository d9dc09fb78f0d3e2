"use client";

import { useState, type ReactNode } from "react";
import type { ActionItem } from "#core/room/action-item";
import { HOUR_MS } from "#core/time";
import { fieldFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import type { Checkpoints } from "#browser/use-checkpoints";
import { utcInputAround, utcInputText } from "#browser/utc-input";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import { OwnerDueInput, type OwnerDue } from "./owner-due.tsx";

type Props = { readonly item: ActionItem; readonly checkpoints: Checkpoints; readonly onDone: () => void };

/** Hands an item to another role, or moves its due time, with what the next one has to know. */
export function ActionHand({ item, checkpoints, onDone }: Props): ReactNode {
  const { plan, room, now } = checkpoints;
  const nextGate = checkpoints.rows.find(({ kind, at }) => kind === "gate" && at > now)?.at;
  const [proposed] = useState(item.due > now ? item.due : (nextGate ?? now + HOUR_MS));
  const [value, setValue] = useState<OwnerDue>({ owner: item.owner, due: utcInputText(proposed) });
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("hand-action");
  const { refusal } = command;
  const hand = async (): Promise<void> => {
    setTried(true);
    const due = utcInputAround(value.due, proposed);
    if (value.owner === "" || due === null) return;
    const answer = await command.run({ action: item.id, owner: value.owner, due, note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Hand it on" onSubmit={() => void hand()} onBack={onDone}>
      <OwnerDueInput plan={plan} room={room} value={value} tried={tried} refusal={refusal} onChange={setValue} />
      <TextArea
        label="What the next one has to know"
        value={note}
        onChange={setNote}
        fault={fieldFault(refusal, "note", "The note")}
      />
    </CommandForm>
  );
}
