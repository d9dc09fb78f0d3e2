"use client";

import { useState, type ReactNode } from "react";
import { whatSpeaksAgainst } from "#core/room/commands/closing-commands";
import { isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import type { RoomNow } from "#browser/use-room-now";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly held: RoomNow; readonly onDone: () => void };

/** The confirmation said once more; against what is not met it takes a reason, and another lead. */
export function ConfirmForm({ held, onDone }: Props): ReactNode {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("confirm-stabilisation");
  const against = whatSpeaksAgainst(held.room.closing.closeOut, held);
  const isAgainst = against.length > 0;
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (isAgainst && isTooShort(reason)) return;
    const answer = await command.run({ reason: reason.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm
      command={command}
      submit="Confirm it"
      tone={isAgainst ? "danger" : "go"}
      onSubmit={() => void confirm()}
      onBack={onDone}
    >
      {against.map((sentence) => (
        <p key={sentence} className="border-l-4 border-warn pl-3">
          {sentence}
        </p>
      ))}
      <p className="text-soft">
        {isAgainst ? "To confirm all the same takes your reason and another lead's signature. " : ""}
        You sign with your name; your password is asked for where it was not given lately.
      </p>
      <TextArea
        label={isAgainst ? "Why all the same" : "Remark"}
        value={reason}
        onChange={setReason}
        isNeeded={isAgainst}
        autoFocus
        fault={reasonFault(reason, { tried: tried && isAgainst, refusal: command.refusal })}
      />
    </CommandForm>
  );
}
