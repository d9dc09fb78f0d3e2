"use client";

import { useId, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import type { Room } from "#core/room/room";
import { INPUT } from "./looks.ts";

export type OwnerDue = { readonly owner: string; readonly due: string };
type Props = {
  readonly plan: Plan;
  readonly room: Room;
  readonly value: OwnerDue;
  readonly onChange: (value: OwnerDue) => void;
};

/** Whose an item is, and until when; times in UTC. */
export function OwnerDueInput({ plan, room, value, onChange }: Props): ReactNode {
  const id = useId();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-owner`} className="text-sm font-medium">
          Owner
        </label>
        <select
          id={`${id}-owner`}
          value={value.owner}
          onChange={(event) => onChange({ ...value, owner: event.target.value })}
          className={INPUT}
        >
          <option value="">Choose a role</option>
          {plan.people.roles.map((role) => (
            <option key={role.id} value={role.id}>
              {role.label}
              {room.roster.holders[role.id] ? ` (${room.roster.holders[role.id]?.name ?? ""})` : ""}
            </option>
          ))}
        </select>
      </div>
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-due`} className="text-sm font-medium">
          Due, in UTC
        </label>
        <input
          id={`${id}-due`}
          type="datetime-local"
          value={value.due}
          onChange={(event) => onChange({ ...value, due: event.target.value })}
          className={INPUT}
        />
      </div>
    </div>
  );
}

/** As a field for date and time holds it, in UTC. */
export function dueText(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

/** Null while it is no moment. */
export function dueAt(text: string): number | null {
  const at = Date.parse(`${text}Z`);
  return Number.isNaN(at) ? null : at;
}
