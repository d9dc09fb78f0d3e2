"use client";

import { useState, type ReactNode } from "react";
import { roleLabel } from "#core/room/deciding";
import { fieldFault } from "#browser/field-fault";
import { readNumber } from "#browser/read-number";
import { useCommand } from "#browser/use-command";
import type { RoomNow } from "#browser/use-room-now";
import { CommandForm } from "#components/live/command-form";
import { NumberField } from "#components/live/number-field";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly role: string; readonly held: RoomNow; readonly onDone: () => void };

/** One lead's answer in percent; it may be changed until the criteria are frozen. */
export function ConfidenceForm({ role, held, onDone }: Props): ReactNode {
  const known = held.room.closing.confidence[role];
  const [typed, setTyped] = useState(known ? String(known.percent) : "");
  const [note, setNote] = useState(known?.note ?? "");
  const [tried, setTried] = useState(false);
  const command = useCommand("give-confidence");
  const read = readNumber(typed, "%");
  const isWithin = read.kind === "number" && read.value >= 0 && read.value <= 100;
  const give = async (): Promise<void> => {
    setTried(true);
    if (read.kind !== "number" || !isWithin) return;
    const answer = await command.run({ role, percent: read.value, note: note.trim() });
    if (answer.ok) onDone();
  };
  const fault = tried && !isWithin ? "From 0 to 100 %." : null;
  return (
    <CommandForm command={command} submit="Answer" onSubmit={() => void give()} onBack={onDone}>
      <p className="text-soft">As {roleLabel(held.plan, role)}: that this rollout is a success and stays one.</p>
      <NumberField
        label="How sure, in percent"
        unit="%"
        value={typed}
        onChange={setTyped}
        autoFocus
        placeholder="99"
        fault={fault ?? fieldFault(command.refusal, "percent", "It")}
      />
      <TextArea
        label="What speaks for it, or against it"
        value={note}
        onChange={setNote}
        fault={fieldFault(command.refusal, "note", "The note")}
      />
    </CommandForm>
  );
}
