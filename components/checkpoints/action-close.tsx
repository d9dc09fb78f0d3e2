"use client";

import { useState, type ReactNode } from "react";
import type { ActionItem } from "#core/room/action-item";
import { fieldFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly item: ActionItem; readonly onDone: () => void };

/** Closes an item, with a note where there is something to say. */
export function ActionClose({ item, onDone }: Props): ReactNode {
  const [note, setNote] = useState("");
  const command = useCommand("close-action");
  const close = async (): Promise<void> => {
    const answer = await command.run({ action: item.id, note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Close the item" onSubmit={() => void close()} onBack={onDone}>
      <TextArea
        label="What came of it"
        value={note}
        onChange={setNote}
        autoFocus
        fault={fieldFault(command.refusal, "note", "The note")}
      />
    </CommandForm>
  );
}
