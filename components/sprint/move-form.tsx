"use client";

import { useState, type ReactNode } from "react";
import { dateOf } from "#core/plan/when";
import { lastDay, type TaskNow } from "#core/sprint/sprint-now";
import { fieldFault, isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import { TextField } from "#components/ui/text-field";

type Props = { readonly task: TaskNow; readonly onDone: () => void };

/** New first and last day of a task; a date that breaks a dependency is refused, and what was typed stays. */
export function MoveForm({ task, onDone }: Props): ReactNode {
  const [from, setFrom] = useState(dateOf(task.from));
  const [to, setTo] = useState(lastDay(task.to));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("move-task");
  const move = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(reason)) return;
    if ((await command.run({ task: task.id, from, to, reason: reason.trim() })).ok) onDone();
  };
  const fault = (path: string, label: string): string | undefined =>
    fieldFault(command.refusal, path, label) ?? undefined;
  return (
    <CommandForm command={command} submit="Move it" onSubmit={() => void move()} onBack={onDone}>
      <TextField
        label="First day (UTC)"
        type="date"
        value={from}
        onChange={setFrom}
        fault={fault("from", "The first day")}
      />
      <TextField label="Last day (UTC)" type="date" value={to} onChange={setTo} fault={fault("to", "The last day")} />
      <TextArea
        label="Why it moves"
        value={reason}
        onChange={setReason}
        isNeeded
        fault={reasonFault(reason, { tried, refusal: command.refusal })}
      />
    </CommandForm>
  );
}
