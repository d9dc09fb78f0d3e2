import type { ReactNode } from "react";
import { INPUT } from "./looks.ts";

type Props = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly isWanted?: boolean;
  readonly isInvalid?: boolean;
  readonly onChange: (value: string) => void;
};

/** A text that grows with what is written. */
export function GrowingText({
  id,
  label,
  value,
  most,
  isWanted = false,
  isInvalid = false,
  onChange,
}: Props): ReactNode {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {isWanted && <span className="text-soft"> (needed)</span>}
      </label>
      <textarea
        id={id}
        rows={2}
        value={value}
        maxLength={most}
        required={isWanted}
        aria-invalid={isInvalid}
        onChange={(event) => onChange(event.target.value)}
        className={`${INPUT} field-sizing-content max-h-80 min-h-16 resize-y`}
      />
    </div>
  );
}
