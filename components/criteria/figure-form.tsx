"use client";

import { useState, type ReactNode } from "react";
import type { MetricDefinition } from "#core/measure/metric";
import { fieldFault, isTooShort } from "#browser/field-fault";
import { unitWord } from "#browser/format-value";
import { readNumber } from "#browser/read-number";
import { useCommand } from "#browser/use-command";
import { utcInputAround, utcInputText } from "#browser/utc-input";
import { CommandForm } from "#components/live/command-form";
import { NumberField } from "#components/live/number-field";
import { TextArea } from "#components/ui/text-area";
import { TextField } from "#components/ui/text-field";

type Props = { readonly metric: MetricDefinition; readonly now: number; readonly onDone: () => void };

/** A figure that no probe sees: the value, the moment it speaks for, and where it comes from. */
export function FigureForm({ metric, now, onDone }: Props): ReactNode {
  const [openedAt] = useState(now);
  const [typed, setTyped] = useState("");
  const [when, setWhen] = useState(utcInputText(openedAt));
  const [source, setSource] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("give-figure");
  const unit = unitWord(metric.unit);
  const read = readNumber(typed, metric.unit);
  const speaksFor = utcInputAround(when, openedAt);
  const give = async (): Promise<void> => {
    setTried(true);
    if (read.kind !== "number" || speaksFor === null || isTooShort(source)) return;
    const given = { value: read.value, speaksFor, source: source.trim(), note: note.trim() };
    const answer = await command.run({ metric: metric.id, ...given });
    if (answer.ok) onDone();
  };
  const valueFault = read.kind === "empty" && tried ? "What is it?" : null;
  return (
    <CommandForm command={command} submit="Give it" onSubmit={() => void give()} onBack={onDone}>
      <NumberField
        label={unit === "" ? "Value" : `Value in ${unit}`}
        unit={metric.unit}
        value={typed}
        onChange={setTyped}
        autoFocus
        fault={valueFault ?? fieldFault(command.refusal, "value", "The value")}
      />
      <TextField
        label="The moment it speaks for, in UTC"
        type="datetime-local"
        value={when}
        onChange={setWhen}
        {...(metric.maturity !== undefined && { hint: `It counts ${metric.maturity} after this moment.` })}
        fault={tried && speaksFor === null ? "Which moment?" : fieldFault(command.refusal, "speaksFor", "The moment")}
      />
      <TextField
        label="Where it comes from"
        value={source}
        onChange={setSource}
        placeholder="Finance dashboard"
        maxLength={200}
        fault={
          tried && isTooShort(source)
            ? "Say where it comes from, in a few words."
            : fieldFault(command.refusal, "source", "The source")
        }
      />
      <TextArea label="Note" value={note} onChange={setNote} fault={fieldFault(command.refusal, "note", "The note")} />
      <p className="text-sm text-soft">It is logged with your name.</p>
    </CommandForm>
  );
}
