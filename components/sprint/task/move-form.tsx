"use client";

import { useState, type ReactNode } from "react";
import { daysOn, moveTo, type Days } from "#core/sprint/move";
import type { SprintNow, TaskNow } from "#core/sprint/sprint-now";
import { fieldFault, isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { useRoomNow } from "#browser/use-room-now";
import { useSprint } from "#browser/use-sprint";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import { TextField } from "#components/ui/text-field";

type Props = {
  readonly task: TaskNow;
  /** As it was when it was asked: used while none is newer. */
  readonly sprint: SprintNow;
  /** Where its bar was dropped; null to begin with where it stands. */
  readonly days: Days | null;
  readonly onDone: () => void;
};

/** New first and last day of a task; what they would break is said before they are sent, and what was typed stays. */
export function MoveForm({ task, sprint, days, onDone }: Props): ReactNode {
  const newest = useSprint(useRoomNow())?.sprint ?? sprint;
  const [{ from, to }, setDays] = useState(days ?? daysOn(task));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("move-task");
  const move = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(reason)) return;
    if ((await command.run({ task: task.id, from, to, reason: reason.trim() })).ok) onDone();
  };
  const checked =
    from === "" || to === ""
      ? null
      : moveTo(newest, newest.tasks.find(({ id }) => id === task.id) ?? task, { from, to });
  const foreseen = checked?.ok === false ? checked.refusal : null;
  const fault = (path: string, label: string): string | null =>
    fieldFault(foreseen, path, label) ?? fieldFault(command.refusal, path, label);
  return (
    <CommandForm command={command} submit="Move it" onSubmit={() => void move()} onBack={onDone}>
      <TextField
        label="First day (UTC)"
        type="date"
        value={from}
        onChange={(day) => setDays({ from: day, to })}
        fault={fault("from", "The first day")}
      />
      <TextField
        label="Last day (UTC)"
        type="date"
        value={to}
        onChange={(day) => setDays({ from, to: day })}
        fault={fault("to", "The last day")}
      />
      {foreseen && !foreseen.places && !command.refusal && (
        <p role="status" className="font-medium text-fail">
          {foreseen.message}
        </p>
      )}
      <TextArea
        label="Why it moves"
        value={reason}
        onChange={setReason}
        isNeeded
        autoFocus={days !== null}
        fault={reasonFault(reason, { tried, refusal: command.refusal })}
      />
    </CommandForm>
  );
}
