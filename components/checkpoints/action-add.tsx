"use client";

import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { HOUR_MS } from "#core/time";
import { useAsk } from "#browser/ask-context";
import { fieldFault, isTooShort } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import type { Checkpoints } from "#browser/use-checkpoints";
import { utcInputAround, utcInputText } from "#browser/utc-input";
import { CommandForm } from "#components/live/command-form";
import { TextField } from "#components/ui/text-field";
import { BUTTON } from "../ui/field-looks.ts";
import { OwnerDueInput, type OwnerDue } from "./owner-due.tsx";

type Props = { readonly checkpoint: string; readonly checkpoints: Checkpoints };

/** One more action item of this checkpoint. */
export function ActionAdd({ checkpoint, checkpoints }: Props): ReactNode {
  const ask = useAsk();
  const askAdd = (): void =>
    ask({
      title: "Add an action item",
      form: (close) => <AddForm checkpoint={checkpoint} checkpoints={checkpoints} onDone={close} />,
    });
  return (
    <button type="button" className={`${BUTTON} mt-2 max-sm:w-full`} onClick={askAdd}>
      <Plus aria-hidden="true" className="icon" />
      Add an action item…
    </button>
  );
}

/** Due at the next gate unless said otherwise. */
function AddForm({ checkpoint, checkpoints, onDone }: Props & { readonly onDone: () => void }): ReactNode {
  const { plan, room, now, rows } = checkpoints;
  const [proposed] = useState(rows.find(({ kind, at }) => kind === "gate" && at > now)?.at ?? now + 24 * HOUR_MS);
  const [label, setLabel] = useState("");
  const [value, setValue] = useState<OwnerDue>({ owner: "", due: utcInputText(proposed) });
  const [tried, setTried] = useState(false);
  const command = useCommand("add-action");
  const { refusal } = command;
  const add = async (): Promise<void> => {
    setTried(true);
    const due = utcInputAround(value.due, proposed);
    if (isTooShort(label) || value.owner === "" || due === null) return;
    const answer = await command.run({ checkpoint, label: label.trim(), owner: value.owner, due });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Add it" onSubmit={() => void add()} onBack={onDone}>
      <TextField
        label="What is to be done"
        value={label}
        onChange={setLabel}
        maxLength={160}
        autoFocus
        fault={tried && isTooShort(label) ? "Say what is to be done." : fieldFault(refusal, "label", "It")}
      />
      <OwnerDueInput plan={plan} room={room} value={value} tried={tried} refusal={refusal} onChange={setValue} />
    </CommandForm>
  );
}
