"use client";

import { useId, useState, type ReactNode } from "react";
import { fieldFault } from "#browser/field-fault";
import { takesWords, type StepRow } from "#browser/playbook-rows";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "./command-form.tsx";
import { TextArea } from "#components/ui/text-area";
import { CARD, RADIO } from "../ui/field-looks.ts";

/** Whose procedure it is a step of. */
type Of = { readonly kind: "alert" | "delay"; readonly id: string };
type Props = { readonly of: Of; readonly row: StepRow; readonly onDone: () => void };

/** A step is done: what was chosen, where it offers a choice, and what is worth knowing. */
export function StepForm({ of, row: { step }, onDone }: Props): ReactNode {
  const name = useId();
  const [option, setOption] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const ofAlert = useCommand("do-step");
  const ofDelay = useCommand("do-delay-step");
  const command = of.kind === "alert" ? ofAlert : ofDelay;
  const hasChoice = step.options.length > 0;
  const isMissing = hasChoice && option === null;
  const finish = async (): Promise<void> => {
    setTried(true);
    if (isMissing) return;
    const done = { step: step.id, option, note: note.trim() };
    const answer =
      of.kind === "alert" ? await ofAlert.run({ alert: of.id, ...done }) : await ofDelay.run({ delay: of.id, ...done });
    if (answer.ok) onDone();
  };
  const fault = tried && isMissing ? "Choose one of them." : fieldFault(command.refusal, "option", "The choice");
  return (
    <CommandForm
      command={command}
      submit={hasChoice ? "Decide" : "It is done"}
      onSubmit={() => void finish()}
      onBack={onDone}
    >
      {hasChoice && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-medium">{step.label}</legend>
          {step.options.map((one) => {
            const takes = takesWords(one);
            return (
              <label key={one.id} className={CARD}>
                <input
                  type="radio"
                  name={name}
                  checked={option === one.id}
                  onChange={() => setOption(one.id)}
                  className={RADIO}
                />
                <span>
                  {one.label}
                  {takes !== null && <span className="text-soft">, {takes}</span>}
                </span>
              </label>
            );
          })}
          <p role="alert" className="text-sm font-medium text-fail">
            {fault}
          </p>
        </fieldset>
      )}
      <TextArea
        label="What was done or found"
        value={note}
        onChange={setNote}
        autoFocus={!hasChoice}
        fault={fieldFault(command.refusal, "note", "The note")}
      />
    </CommandForm>
  );
}
