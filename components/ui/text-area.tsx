"use client";

import { useId, type ReactNode } from "react";
import { INPUT } from "./field-looks.ts";

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** What is wrong with it; null or absent while nothing is. */
  readonly fault?: string | null;
  readonly isNeeded?: boolean;
  readonly autoFocus?: boolean;
};

const MOST = 1_000;

/** A few sentences; it grows with what is written. */
export function TextArea({ label, value, onChange, hint, fault, isNeeded = false, autoFocus }: Props): ReactNode {
  const id = useId();
  const isWrong = fault !== undefined && fault !== null;
  const about = [hint === undefined ? null : `${id}-hint`, isWrong ? `${id}-fault` : null].filter(Boolean).join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
        {!isNeeded && <span className="font-normal text-soft"> (may stay empty)</span>}
      </label>
      <textarea
        id={id}
        rows={2}
        value={value}
        maxLength={MOST}
        autoFocus={autoFocus}
        aria-required={isNeeded}
        aria-invalid={isWrong}
        aria-describedby={about === "" ? undefined : about}
        onChange={(event) => onChange(event.target.value)}
        className={`${INPUT} field-sizing-content max-h-80 min-h-20 resize-y py-2`}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {isWrong && (
        <p id={`${id}-fault`} className="text-sm font-medium text-fail">
          {fault}
        </p>
      )}
    </div>
  );
}
