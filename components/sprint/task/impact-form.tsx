"use client";

import { useState, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { expectedWords, measureOf } from "#core/sprint/impact";
import type { TaskNow } from "#core/sprint/sprint-now";
import { fieldFault } from "#browser/field-fault";
import { numberText, readNumber } from "#browser/read-number";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { NumberField } from "#components/live/number-field";
import { SelectField } from "#components/ui/select-field";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly task: TaskNow; readonly plan: Plan; readonly onDone: () => void };

/** What a task has brought, by one of the measures that the plan expects something of. */
export function ImpactForm({ task, plan, onDone }: Props): ReactNode {
  const { impacts } = task.task;
  const known = (id: string): string => numberText(task.course.impacts[id]?.value ?? null);
  const [measure, setMeasure] = useState(impacts[0]?.measure ?? "");
  const [value, setValue] = useState(known(measure));
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("record-impact");
  const unit = measureOf(plan, measure)?.unit ?? "";
  const typed = readNumber(value, unit);
  const save = async (): Promise<void> => {
    setTried(true);
    if (typed.kind !== "number") return;
    const answer = await command.run({ task: task.id, measure, value: typed.value, note: note.trim() });
    if (answer.ok) onDone();
  };
  const choose = (id: string): void => {
    setMeasure(id);
    setValue(known(id));
    command.clear();
  };
  const expected = impacts.find((impact) => impact.measure === measure);
  const unread = typed.kind === "empty" ? "Say what it has brought." : null;
  return (
    <CommandForm command={command} submit="Save" onSubmit={() => void save()} onBack={onDone}>
      {impacts.length > 1 && (
        <SelectField
          label="Measure"
          options={impacts.map(({ measure: id }) => ({ value: id, label: measureOf(plan, id)?.label ?? id }))}
          value={measure}
          onChange={choose}
        />
      )}
      <NumberField
        unit={unit}
        label={`${measureOf(plan, measure)?.label ?? measure}${unit === "count" ? "" : `, in ${unit}`}`}
        hint={expected && `The plan expects ${expectedWords(plan, expected)}.`}
        value={value}
        onChange={setValue}
        fault={tried && unread !== null ? unread : fieldFault(command.refusal, "value", "The figure")}
      />
      <TextArea
        label="How it was measured"
        value={note}
        onChange={setNote}
        fault={fieldFault(command.refusal, "note", "The note")}
      />
    </CommandForm>
  );
}
