"use client";

import { useState, type ReactNode } from "react";
import type { TaskNow } from "#core/sprint/sprint-now";
import { fieldFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { useAccounts } from "#browser/use-room-log";
import { CommandForm } from "#components/live/command-form";
import { SelectField } from "#components/ui/select-field";

type Props = { readonly task: TaskNow; readonly onDone: () => void };

const NOBODY = "";

/** Who owns a task, one of the accounts or nobody. */
export function OwnerForm({ task, onDone }: Props): ReactNode {
  const accounts = useAccounts();
  const [person, setPerson] = useState(task.course.owner?.id ?? NOBODY);
  const command = useCommand("assign-task");
  const save = async (): Promise<void> => {
    const answer = await command.run({ task: task.id, person: person === NOBODY ? null : person });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Save" onSubmit={() => void save()} onBack={onDone}>
      <SelectField
        label="Owner"
        options={[{ value: NOBODY, label: "Nobody" }, ...accounts.map(({ id, name }) => ({ value: id, label: name }))]}
        value={person}
        onChange={setPerson}
        fault={fieldFault(command.refusal, "person", "The owner")}
      />
    </CommandForm>
  );
}
