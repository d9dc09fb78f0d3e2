"use client";

import { useState, type ReactNode } from "react";
import type { Alert } from "#core/room/alert";
import { fieldFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly alert: Pick<Alert, "id" | "sentence">; readonly onDone: () => void };

/** Takes an alert in hand: nobody further is called. */
export function AcknowledgeForm({ alert, onDone }: Props): ReactNode {
  const [note, setNote] = useState("");
  const command = useCommand("acknowledge-alert");
  const acknowledge = async (): Promise<void> => {
    const answer = await command.run({ alert: alert.id, note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="I have it" onSubmit={() => void acknowledge()} onBack={onDone}>
      <p className="wrap-anywhere text-soft">{alert.sentence}</p>
      <TextArea
        label="What you are doing about it"
        hint="Everybody reads it beside the alert, with your name. Nobody further is called."
        value={note}
        onChange={setNote}
        autoFocus
        fault={fieldFault(command.refusal, "note", "The note")}
      />
    </CommandForm>
  );
}
