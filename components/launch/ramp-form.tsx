"use client";

import { useId, useState, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import { CARD, RADIO } from "../ui/field-looks.ts";

type Props = { readonly asked: NonNullable<Plan["rampDecision"]>; readonly onDone: () => void };

/** One of the plan's options, and why. */
export function RampForm({ asked, onDone }: Props): ReactNode {
  const name = useId();
  const [option, setOption] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("decide-ramp");
  const decide = async (): Promise<void> => {
    setTried(true);
    if (option === null || isTooShort(reason)) return;
    const answer = await command.run({ option, reason: reason.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Decide" onSubmit={() => void decide()} onBack={onDone}>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium">{asked.question}</legend>
        {asked.options.map(({ id, label }) => (
          <label key={id} className={CARD}>
            <input type="radio" name={name} checked={option === id} onChange={() => setOption(id)} className={RADIO} />
            {label}
          </label>
        ))}
        <p role="alert" className="text-sm font-medium text-fail">
          {tried && option === null && "Choose one of them."}
        </p>
      </fieldset>
      <TextArea
        label="Why"
        value={reason}
        onChange={setReason}
        isNeeded
        fault={reasonFault(reason, { tried, refusal: command.refusal })}
      />
    </CommandForm>
  );
}
