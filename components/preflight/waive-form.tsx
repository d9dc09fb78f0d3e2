"use client";

import { useState, type ReactNode } from "react";
import { HOUR_MS } from "#core/time";
import { fieldFault, isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { Stamp } from "#components/live/stamp";
import { Choice } from "#components/ui/choice";
import { TextArea } from "#components/ui/text-area";

type Until = "t0" | "1h" | "4h";
type Props = { readonly item: string; readonly now: number; readonly t0: number; readonly onDone: () => void };

/** Lets an item pass until a moment, with the reason that everybody will read. */
export function WaiveForm({ item, now, t0, onDone }: Props): ReactNode {
  const choices = [
    ...(t0 > now ? [{ value: "t0" as const, label: "Until T0" }] : []),
    { value: "1h" as const, label: "1 hour" },
    { value: "4h" as const, label: "4 hours" },
  ];
  const [chosen, setChosen] = useState<Until>(t0 > now ? "t0" : "1h");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("waive-item");
  const until = chosen === "t0" ? t0 : now + (chosen === "1h" ? 1 : 4) * HOUR_MS;
  const untilFault = fieldFault(command.refusal, "until", "The end");
  const waive = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(reason)) return;
    const answer = await command.run({ item, reason: reason.trim(), until });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Waive it" onSubmit={() => void waive()} onBack={onDone}>
      <TextArea
        label="Why it may pass"
        value={reason}
        onChange={setReason}
        isNeeded
        autoFocus
        hint="Everybody reads this beside the item, with your name."
        fault={reasonFault(reason, { tried, refusal: command.refusal })}
      />
      <div className="flex flex-col gap-1">
        <span className="font-medium">How long</span>
        <Choice label="How long" options={choices} value={chosen} onChange={setChosen} />
        <p className="text-sm text-soft">
          Until <Stamp at={until} date />. After that the item counts as it stands.
        </p>
        {untilFault !== null && <p className="text-sm font-medium text-fail">{untilFault}</p>}
      </div>
    </CommandForm>
  );
}
