"use client";

import { useState, type ReactNode } from "react";
import { isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly item: string; readonly onDone: () => void };

/** Takes back a confirmation or a waiver. */
export function WithdrawForm({ item, onDone }: Props): ReactNode {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("withdraw-item");
  const withdraw = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(reason)) return;
    const answer = await command.run({ item, reason: reason.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Take it back" onSubmit={() => void withdraw()} onBack={onDone}>
      <p className="text-soft">If a poll rests on this item, the poll becomes void.</p>
      <TextArea
        label="Why it no longer holds"
        value={reason}
        onChange={setReason}
        isNeeded
        autoFocus
        fault={reasonFault(reason, { tried, refusal: command.refusal })}
      />
    </CommandForm>
  );
}
