"use client";

import { useState, type ReactNode } from "react";
import type { Silence } from "#core/room/silence";
import { fieldFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly silence: Silence; readonly label: string; readonly onDone: () => void };

/** Whatever it is about is told again from now on. */
export function EndSilenceForm({ silence, label, onDone }: Props): ReactNode {
  const [reason, setReason] = useState("");
  const command = useCommand("end-silence");
  const end = async (): Promise<void> => {
    const answer = await command.run({ silence: silence.id, reason: reason.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="End it" onSubmit={() => void end()} onBack={onDone}>
      <p>
        <strong className="font-semibold">{label}</strong> is told again at once.
      </p>
      <TextArea
        label="Why"
        value={reason}
        onChange={setReason}
        autoFocus
        fault={fieldFault(command.refusal, "reason", "The reason")}
      />
    </CommandForm>
  );
}
