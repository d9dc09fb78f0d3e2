"use client";

import { OctagonX } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { FaultChoice, FaultList, FaultOrder } from "#browser/demo";
import { Choice } from "#components/ui/choice";

type Props = {
  readonly choice: FaultChoice;
  readonly active: FaultList["active"][number] | null;
  readonly busy: boolean;
  readonly onSwitchOn: (order: FaultOrder) => void;
  readonly onSwitchOff: () => void;
};

/** One fault: what it does, its setting, on or off. */
export function FaultSwitch({ choice, active, busy, onSwitchOn, onSwitchOff }: Props): ReactNode {
  const { setting } = choice;
  const [value, setValue] = useState<number | string | null>(setting?.options[1] ?? null);
  const held = setting === null || active === null ? null : active.order[setting.field];
  const shown = typeof held === "number" || typeof held === "string" ? held : value;
  const order = (wanted: number | string | null): FaultOrder =>
    setting === null || wanted === null ? { fault: choice.id } : { fault: choice.id, [setting.field]: wanted };
  const choose = (wanted: number | string): void => {
    setValue(wanted);
    if (active !== null) onSwitchOn(order(wanted));
  };
  return (
    <li
      className={`flex flex-col gap-3 rounded-md border p-4 ${active === null ? "border-line" : "border-fail bg-fail-wash"}`}
    >
      <div className="flex items-start justify-between gap-4">
        <h3 className="font-semibold">{choice.label}</h3>
        <button
          type="button"
          role="switch"
          aria-checked={active !== null}
          aria-label={choice.label}
          disabled={busy}
          onClick={() => (active === null ? onSwitchOn(order(value)) : onSwitchOff())}
          className={`inline-flex min-h-11 min-w-28 items-center justify-center gap-2 rounded-md border px-4 font-semibold sm:min-h-9 ${active === null ? "border-strong bg-panel hover:bg-raised" : "border-fail bg-panel text-fail"}`}
        >
          {active === null ? (
            "Switch on"
          ) : (
            <>
              <OctagonX aria-hidden="true" className="icon" />
              On: stop
            </>
          )}
        </button>
      </div>
      <p className="text-sm text-soft">{choice.effect}</p>
      {setting !== null && (
        <Choice
          label={setting.label}
          disabled={busy}
          value={shown}
          onChange={choose}
          options={setting.options.map((option) => ({
            value: option,
            label: typeof option === "string" ? option.toUpperCase() : `${option} ${setting.unit}`,
          }))}
        />
      )}
    </li>
  );
}
