"use client";

import type { ReactNode } from "react";
import type { EventGroup } from "#core/room/event-group";
import { isFiltered, NO_FILTER, type LogFilter, type LogRow } from "#browser/log-filter";
import { SelectField } from "#components/ui/select-field";
import { TextField } from "#components/ui/text-field";
import { BUTTON } from "../ui/field-looks.ts";

export const GROUP_LABEL: Readonly<Record<EventGroup, string>> = {
  poll: "Poll and votes",
  launch: "Ramp, T0 and start",
  checkpoints: "Checkpoints",
  actions: "Action items",
  alerts: "Alerts",
  traffic: "Traffic",
  shifts: "Shifts and handoffs",
  criteria: "Criteria",
  reports: "Reports",
  sprint: "Sprint",
  readiness: "Pre-flight list",
  roster: "Roster",
  notes: "Notes",
};
const GROUPS: readonly EventGroup[] = [
  "poll",
  "launch",
  "checkpoints",
  "actions",
  "alerts",
  "traffic",
  "shifts",
  "sprint",
  "criteria",
  "reports",
  "readiness",
  "roster",
  "notes",
];

type Props = {
  readonly filter: LogFilter;
  readonly rows: readonly LogRow[];
  readonly onChange: (filter: LogFilter) => void;
};

/** What to look for among the events that were read. */
export function LogFilters({ filter, rows, onChange }: Props): ReactNode {
  const names = [...new Set([...rows.map(({ who }) => who), ...(filter.who === null ? [] : [filter.who])])].sort();
  return (
    <search className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[1fr_1fr_2fr_auto]">
      <SelectField
        label="About"
        options={[
          { value: "", label: "Everything" },
          ...GROUPS.map((group) => ({ value: group, label: GROUP_LABEL[group] })),
        ]}
        value={filter.group ?? ""}
        onChange={(value) => onChange({ ...filter, group: GROUPS.find((group) => group === value) ?? null })}
      />
      <SelectField
        label="By"
        options={[{ value: "", label: "Everybody" }, ...names.map((name) => ({ value: name, label: name }))]}
        value={filter.who ?? ""}
        onChange={(value) => onChange({ ...filter, who: value === "" ? null : value })}
      />
      <div className="max-sm:col-span-2">
        <TextField
          label="Words"
          type="search"
          value={filter.text}
          onChange={(text) => onChange({ ...filter, text })}
          maxLength={100}
        />
      </div>
      {isFiltered(filter) && (
        <button type="button" onClick={() => onChange(NO_FILTER)} className={BUTTON}>
          Show all
        </button>
      )}
    </search>
  );
}
