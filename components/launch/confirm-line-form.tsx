"use client";

import { useState, type ReactNode } from "react";
import { fieldFault, isTooShort } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import type { Line } from "./board-line.tsx";

type Props = { readonly id: string; readonly line: Line; readonly onDone: () => void };

/** A line on a person's word. One that measurements would prove asks what it rests on. */
export function ConfirmLineForm({ id, line, onDone }: Props): ReactNode {
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("confirm-line");
  const isMeasured = line.metrics.length > 0;
  const isUntold = isMeasured && isTooShort(note);
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (isUntold) return;
    const answer = await command.run({ line: id, note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Confirm" onSubmit={() => void confirm()} onBack={onDone}>
      <p className="font-semibold">{line.label}</p>
      {isMeasured && (
        <p className="text-soft">
          Holdpoint proves this line by measurement once the figures are there. On your word it is confirmed, not
          proven.
        </p>
      )}
      <TextArea
        label={isMeasured ? "What your word rests on" : "Note"}
        value={note}
        onChange={setNote}
        isNeeded={isMeasured}
        autoFocus
        fault={tried && isUntold ? "Say what it rests on." : fieldFault(command.refusal, "note", "The note")}
      />
    </CommandForm>
  );
}
