"use client";

import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import type { Refusal } from "#core/outcome";
import type { Room } from "#core/room/room";
import { fieldFault } from "#browser/field-fault";
import { utcInputAt } from "#browser/utc-input";
import { SelectField } from "#components/ui/select-field";
import { TextField } from "#components/ui/text-field";

export type OwnerDue = { readonly owner: string; readonly due: string };
type Props = {
  readonly plan: Plan;
  readonly room: Room;
  readonly value: OwnerDue;
  readonly tried: boolean;
  readonly refusal: Refusal | null;
  readonly onChange: (value: OwnerDue) => void;
};

/** Whose an item is, and until when; times in UTC. */
export function OwnerDueInput({ plan, room, value, tried, refusal, onChange }: Props): ReactNode {
  const { owner, due } = value;
  const nameOf = (role: string): string => {
    const holder = room.roster.holders[role];
    return holder ? ` (${holder.name})` : "";
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label="Owner"
        options={[
          { value: "", label: "Choose a role" },
          ...plan.people.roles.map(({ id, label }) => ({ value: id, label: `${label}${nameOf(id)}` })),
        ]}
        value={owner}
        onChange={(next) => onChange({ owner: next, due })}
        fault={tried && owner === "" ? "Whose is it?" : fieldFault(refusal, "owner", "The owner")}
      />
      <TextField
        label="Due, in UTC"
        type="datetime-local"
        value={due}
        onChange={(next) => onChange({ owner, due: next })}
        fault={
          tried && utcInputAt(due) === null ? "This is no date and time." : fieldFault(refusal, "due", "The due time")
        }
      />
    </div>
  );
}
