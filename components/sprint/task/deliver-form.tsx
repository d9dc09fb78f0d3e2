"use client";

import { useState, type ReactNode } from "react";
import type { TaskNow } from "#core/sprint/sprint-now";
import { fieldFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import { TextField } from "#components/ui/text-field";

type Props = { readonly task: TaskNow; readonly onDone: () => void };

/** A task is delivered: where its deliverable is. */
export function DeliverForm({ task, onDone }: Props): ReactNode {
  const [link, setLink] = useState("");
  const [note, setNote] = useState("");
  const command = useCommand("deliver-task");
  const deliver = async (): Promise<void> => {
    const answer = await command.run({ task: task.id, link: link.trim(), note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="It is delivered" onSubmit={() => void deliver()} onBack={onDone}>
      <p className="text-soft">{task.task.deliverable}</p>
      {task.task.success !== undefined && <p>It counts when: {task.task.success}</p>}
      <TextField
        label="Link to the deliverable"
        type="url"
        value={link}
        onChange={setLink}
        fault={fieldFault(command.refusal, "link", "The link")}
      />
      <TextArea label="Note" value={note} onChange={setNote} fault={fieldFault(command.refusal, "note", "The note")} />
    </CommandForm>
  );
}
