"use client";

import { useState, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { fieldFault, isTooShort, reasonFault } from "#browser/field-fault";
import { useAccounts } from "#browser/use-room-log";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { SelectField } from "#components/ui/select-field";
import { TextArea } from "#components/ui/text-area";

type Props = {
  readonly role: Plan["people"]["roles"][number];
  readonly me: string;
  readonly isTakingBack: boolean;
  readonly onDone: () => void;
};

/** Hands a vote to another lead, or takes it back; both are logged with their reason. */
export function DelegateForm({ role, me, isTakingBack, onDone }: Props): ReactNode {
  const leads = useAccounts().filter((account) => account.role === "lead" && account.id !== me);
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("delegate-vote");
  const isUnchosen = !isTakingBack && to === "";
  const toFault = tried && isUnchosen ? "Choose who votes for you." : fieldFault(command.refusal, "to", "The lead");
  const hand = async (): Promise<void> => {
    setTried(true);
    if (isUnchosen || isTooShort(reason)) return;
    const answer = await command.run({ role: role.id, to: isTakingBack ? null : to, reason: reason.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm
      command={command}
      submit={isTakingBack ? "Take it back" : "Hand it on"}
      onSubmit={() => void hand()}
      onBack={onDone}
    >
      {!isTakingBack && (
        <SelectField
          label="Who votes for you"
          options={[
            { value: "", label: "Choose a lead" },
            ...leads.map(({ id, name, discipline }) => ({
              value: id,
              label: discipline === null ? name : `${name}, ${discipline}`,
            })),
          ]}
          value={to}
          onChange={setTo}
          fault={toFault}
        />
      )}
      <TextArea
        label={isTakingBack ? "Why you vote again" : "Why you do not vote yourself"}
        value={reason}
        onChange={setReason}
        isNeeded
        fault={reasonFault(reason, { tried, refusal: command.refusal })}
      />
      <p className="text-sm text-soft">Everybody sees who votes for whom. You may take your vote back at any time.</p>
    </CommandForm>
  );
}
