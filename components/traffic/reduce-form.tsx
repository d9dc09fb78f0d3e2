"use client";

import { useState, type ReactNode } from "react";
import { activeAlerts } from "#core/room/alert";
import { percentText } from "#core/traffic/split";
import { readNumber } from "#browser/read-number";
import { reducible } from "#browser/traffic-rows";
import type { RoomNow } from "#browser/use-room-now";
import { MoveForm } from "#components/live/move-form";
import { NumberField } from "#components/live/number-field";
import { SelectField } from "#components/ui/select-field";

type Props = { readonly held: RoomNow; readonly onDone: () => void };
const NO_ALERT = "";

/** One group gets less: which, to how much, for which alert, and why. */
export function ReduceForm({ held, onDone }: Props): ReactNode {
  const groups = reducible(held);
  const [first] = groups;
  const [chosen, setGroup] = useState<string | null>(null);
  const group = groups.find(({ id }) => id === chosen) ?? first;
  const [text, setText] = useState(String(Math.floor((first?.intended ?? 0) / 2)));
  const alerts = activeAlerts(held.room.alerts);
  const [alert, setAlert] = useState(alerts[0]?.id ?? NO_ALERT);
  const read = readNumber(text, "%");
  const share = read.kind === "number" ? read.value : null;
  // what cannot be read is refused like any share that there is not
  const move = { kind: "reduce", group: group?.id ?? "", share: share ?? Number.NaN } as const;
  return (
    <MoveForm move={move} alert={alert === NO_ALERT ? null : alert} held={held} onDone={onDone}>
      <div className="flex flex-col gap-4">
        <SelectField
          label="Group"
          options={groups.map(({ id, label, intended }) => ({
            value: id,
            label: `${label}, now ${percentText(intended)}`,
          }))}
          value={group?.id ?? ""}
          onChange={setGroup}
        />
        <NumberField label="To percent of all traffic" unit="%" value={text} onChange={setText} />
      </div>
      {alerts.length > 0 && (
        <SelectField
          label="For the alert"
          options={[
            ...alerts.map(({ id, label }) => ({ value: id, label })),
            { value: NO_ALERT, label: "None of them" },
          ]}
          value={alert}
          onChange={setAlert}
        />
      )}
    </MoveForm>
  );
}
