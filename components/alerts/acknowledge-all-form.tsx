"use client";

import { useState, type ReactNode } from "react";
import { fieldFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly alerts: readonly string[]; readonly onDone: () => void };

/** Takes all of these in hand with one reason; what fires after the form was opened is not among them. */
export function AcknowledgeAllForm({ alerts, onDone }: Props): ReactNode {
  const [note, setNote] = useState("");
  const command = useCommand("acknowledge-alerts");
  const acknowledge = async (): Promise<void> => {
    const answer = await command.run({ alerts: [...alerts], note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm
      command={command}
      submit={`I have all ${alerts.length}`}
      onSubmit={() => void acknowledge()}
      onBack={onDone}
    >
      <p className="text-soft">Alerts that fire from now on are not among them: they call people as ever.</p>
      <TextArea
        label="What you are doing about them"
        hint="Everybody reads it beside each alert, with your name. Nobody further is called for these."
        value={note}
        onChange={setNote}
        autoFocus
        fault={fieldFault(command.refusal, "note", "The note")}
      />
    </CommandForm>
  );
}
