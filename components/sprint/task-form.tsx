"use client";

import { useState, type ReactNode } from "react";
import type { TaskNow } from "#core/sprint/sprint-now";
import { fieldFault, isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import { TextField } from "#components/ui/text-field";

export type TaskAction = "progress" | "block" | "unblock" | "deliver";
type Props = { readonly task: TaskNow; readonly action: TaskAction; readonly onDone: () => void };

/** What became of a task: how far it is, what blocks it, where its deliverable is. */
export function TaskForm({ task, action, onDone }: Props): ReactNode {
  if (action === "block") return <BlockForm task={task} onDone={onDone} />;
  return <SaidForm task={task} action={action} onDone={onDone} />;
}

function BlockForm({ task, onDone }: Omit<Props, "action">): ReactNode {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("block-task");
  const block = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(reason)) return;
    if ((await command.run({ task: task.id, reason: reason.trim() })).ok) onDone();
  };
  const fault = reasonFault(reason, { tried, refusal: command.refusal });
  return (
    <CommandForm command={command} submit="It is blocked" onSubmit={() => void block()} onBack={onDone}>
      <TextArea label="What blocks it" value={reason} onChange={setReason} isNeeded autoFocus fault={fault} />
    </CommandForm>
  );
}

function SaidForm({ task: { id, course }, action, onDone }: Props & { readonly action: TaskAction }): ReactNode {
  const [percent, setPercent] = useState(String(course.percent));
  const [link, setLink] = useState("");
  const [note, setNote] = useState("");
  const progress = useCommand("progress-task");
  const unblock = useCommand("unblock-task");
  const deliver = useCommand("deliver-task");
  const command = action === "progress" ? progress : action === "deliver" ? deliver : unblock;
  const said = { task: id, note: note.trim() };
  const send = async (): Promise<void> => {
    const far = percent.trim() === "" ? Number.NaN : Number(percent);
    const answer =
      action === "progress"
        ? await progress.run({ ...said, percent: far })
        : action === "deliver"
          ? await deliver.run({ ...said, link: link.trim() })
          : await unblock.run(said);
    if (answer.ok) onDone();
  };
  const fault = (path: string, label: string): string | undefined =>
    fieldFault(command.refusal, path, label) ?? undefined;
  return (
    <CommandForm command={command} submit="Save" onSubmit={() => void send()} onBack={onDone}>
      {action === "progress" && (
        <TextField label="Done, in %" value={percent} onChange={setPercent} fault={fault("percent", "The progress")} />
      )}
      {action === "deliver" && (
        <TextField
          label="Link to the deliverable"
          type="url"
          value={link}
          onChange={setLink}
          fault={fault("link", "The link")}
        />
      )}
      <TextArea label="Note" value={note} onChange={setNote} fault={fault("note", "The note")} />
    </CommandForm>
  );
}
