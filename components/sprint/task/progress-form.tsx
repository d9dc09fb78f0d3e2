"use client";

import { useState, type ReactNode } from "react";
import type { TaskNow } from "#core/sprint/sprint-now";
import { fieldFault } from "#browser/field-fault";
import { numberText, readNumber } from "#browser/read-number";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { NumberField } from "#components/live/number-field";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly task: TaskNow; readonly onDone: () => void };

/** How much of a task is done. */
export function ProgressForm({ task, onDone }: Props): ReactNode {
  const [percent, setPercent] = useState(numberText(task.course.percent));
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("progress-task");
  const typed = readNumber(percent, "%");
  const save = async (): Promise<void> => {
    setTried(true);
    if (typed.kind !== "number") return;
    const answer = await command.run({ task: task.id, percent: typed.value, note: note.trim() });
    if (answer.ok) onDone();
  };
  const unread = typed.kind === "empty" ? "Say how much is done." : null;
  const fault = tried && unread !== null ? unread : fieldFault(command.refusal, "percent", "The progress");
  return (
    <CommandForm command={command} submit="Save" onSubmit={() => void save()} onBack={onDone}>
      <NumberField label="Done, in %" unit="%" value={percent} onChange={setPercent} fault={fault} />
      <TextArea label="Note" value={note} onChange={setNote} fault={fieldFault(command.refusal, "note", "The note")} />
    </CommandForm>
  );
}
