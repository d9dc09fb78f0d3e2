"use client";

import { useState, type ReactNode } from "react";
import { isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly poll: string; readonly onDone: () => void };

/** Takes the poll back: its votes stay in the log and count no more. */
export function WithdrawPollForm({ poll, onDone }: Props): ReactNode {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("withdraw-poll");
  const withdraw = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(reason)) return;
    const answer = await command.run({ poll, reason: reason.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm
      command={command}
      submit="Withdraw the poll"
      tone="danger"
      onSubmit={() => void withdraw()}
      onBack={onDone}
    >
      <p className="text-soft">Every vote that was given counts no more. They stay in the log.</p>
      <TextArea
        label="Why it is withdrawn"
        value={reason}
        onChange={setReason}
        isNeeded
        autoFocus
        fault={reasonFault(reason, { tried, refusal: command.refusal })}
      />
    </CommandForm>
  );
}
