"use client";

import { useState, type ReactNode } from "react";
import { activeAlerts } from "#core/room/alert";
import { percentText } from "#core/traffic/split";
import { readNumber } from "#browser/read-number";
import { reducible, shareRows } from "#browser/traffic-rows";
import type { RoomNow } from "#browser/use-room-now";
import { MoveForm } from "#components/live/move-form";
import { NumberField } from "#components/live/number-field";
import { SelectField } from "#components/ui/select-field";

type Props = { readonly held: RoomNow; readonly onDone: () => void };
const NO_ALERT = "";

/** One group gets less: which, to how much, for which alert, and why. */
export function ReduceForm({ held, onDone }: Props): ReactNode {
  const now = reducible(held);
  const [first] = now;
  const [group, setGroup] = useState(first?.id ?? "");
  // what was chosen stays so, also when somebody else has just taken its traffic
  const groups = [...now, ...shareRows(held).filter(({ id }) => id === group && !now.some((one) => one.id === id))];
  const [text, setText] = useState(String(Math.floor((first?.intended ?? 0) / 2)));
  const active = activeAlerts(held.room.alerts);
  const [alert, setAlert] = useState(active[0]?.id ?? NO_ALERT);
  const chosen = held.room.alerts[alert];
  const alerts = chosen && !active.some(({ id }) => id === alert) ? [...active, chosen] : active;
  const read = readNumber(text, "%");
  const share = read.kind === "number" ? read.value : null;
  // what cannot be read is refused like any share that there is not
  const move = { kind: "reduce", group, share: share ?? Number.NaN } as const;
  return (
    <MoveForm move={move} alert={alert === NO_ALERT ? null : alert} held={held} onDone={onDone}>
      <div className="flex flex-col gap-4">
        <SelectField
          label="Group"
          options={groups.map(({ id, label, intended }) => ({
            value: id,
            label: `${label}, now ${percentText(intended)}`,
          }))}
          value={group}
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
