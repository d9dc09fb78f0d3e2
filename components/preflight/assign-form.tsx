"use client";

import { useState, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import type { Account } from "#core/room/actor";
import type { Roster } from "#core/room/roster";
import { fieldFault } from "#browser/field-fault";
import { useAccounts } from "#browser/use-room-log";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { SelectField } from "#components/ui/select-field";

type Role = Plan["people"]["roles"][number];
type Props = { readonly role: Role; readonly roster: Roster; readonly onDone: () => void };

const NOBODY = "";

/** Puts a person to a role. For a role that votes only a lead of its discipline is offered. */
export function AssignForm({ role, roster, onDone }: Props): ReactNode {
  const accounts = useAccounts().filter((account) => fits(account, role));
  const holder = roster.holders[role.id] ?? null;
  const [person, setPerson] = useState(holder?.id ?? NOBODY);
  const command = useCommand("assign-role");
  const assign = async (): Promise<void> => {
    const answer = await command.run({ role: role.id, person: person === NOBODY ? null : person });
    if (answer.ok) onDone();
  };
  const options = accounts.map(({ id: value, name, discipline }) => ({
    value,
    label: `${name}${discipline === null ? "" : `, ${discipline}`}${roster.present[value] === undefined ? "" : ", here"}`,
  }));
  // whoever holds it stays on offer, fitting or not
  if (holder && !options.some(({ value }) => value === holder.id))
    options.unshift({ value: holder.id, label: holder.name });
  return (
    <CommandForm command={command} submit="Assign" onSubmit={() => void assign()} onBack={onDone}>
      <SelectField
        label="Held by"
        options={[{ value: NOBODY, label: "Nobody" }, ...options]}
        value={person}
        onChange={setPerson}
        fault={fieldFault(command.refusal, "person", "The person")}
      />
      {role.votes && (
        <p className="text-sm text-soft">
          {accounts.length === 0
            ? `This role votes, so it must be held by a lead of ${role.discipline}: there is none yet. An administrator invites one in the settings.`
            : `This role votes: only leads of ${role.discipline} are offered. A new holder decides anew who votes for them.`}
        </p>
      )}
    </CommandForm>
  );
}

function fits(account: Account, { votes, discipline }: Role): boolean {
  return !votes || (account.role === "lead" && account.discipline === discipline);
}
