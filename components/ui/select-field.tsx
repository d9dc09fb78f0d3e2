"use client";

import { useId, type ReactNode } from "react";
import { INPUT } from "./field-looks.ts";

type Option = { readonly value: string; readonly label: string };
type Props = {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  /** The label is said, and not drawn: in a table, where the column says it. */
  readonly isLabelHidden?: boolean;
};

/** One of several, in the browser's own list. */
export function SelectField({
  label,
  options,
  value,
  onChange,
  disabled = false,
  isLabelHidden = false,
}: Props): ReactNode {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "font-medium"}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        className={INPUT}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
