import type { ReactNode } from "react";
import { INPUT } from "./field-looks.ts";
import { Labelled, type LabelledProps } from "./labelled.tsx";

type Option = { readonly value: string; readonly label: string };
type Props = LabelledProps & {
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  readonly isLabelHidden?: boolean;
};

/** One of several, in the browser's own list. */
export function SelectField({ options, value, onChange, disabled = false, ...about }: Props): ReactNode {
  return (
    <Labelled {...about}>
      {(wiring) => (
        <select
          {...wiring}
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
      )}
    </Labelled>
  );
}
