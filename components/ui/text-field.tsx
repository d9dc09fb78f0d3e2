"use client";

import { useId, type InputHTMLAttributes, type ReactNode } from "react";
import { INPUT } from "./field-looks.ts";

type Props = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  "type" | "autoComplete" | "autoFocus" | "readOnly" | "maxLength" | "spellCheck" | "autoCapitalize" | "placeholder"
> & {
  readonly label: string;
  readonly value: string;
  readonly onChange?: (value: string) => void;
  readonly hint?: string;
  /** What is wrong with it; null or absent while nothing is. */
  readonly fault?: string | null;
  /** Shown inside, at its end. */
  readonly end?: ReactNode;
  readonly className?: string;
};

/** A labelled line of text; its hint and its fault are read out with it. */
export function TextField(props: Props): ReactNode {
  const { label, value, onChange, hint, fault, end, className = "", ...rest } = props;
  const id = useId();
  const isWrong = fault !== undefined && fault !== null;
  const about = [hint === undefined ? null : `${id}-hint`, isWrong ? `${id}-fault` : null].filter(Boolean).join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          {...rest}
          ref={rest.autoFocus === true ? markAutoFocus : undefined}
          id={id}
          value={value}
          onChange={(event) => onChange?.(event.target.value)}
          aria-invalid={isWrong}
          aria-describedby={about === "" ? undefined : about}
          className={`${INPUT} ${end === undefined ? "" : "pr-14"} ${rest.readOnly === true ? "text-soft" : ""} ${className}`}
        />
        {end}
      </div>
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

/** React only focuses; a dialog that opens looks for the attribute, and would give the focus to its first button. */
function markAutoFocus(input: HTMLInputElement | null): void {
  input?.setAttribute("autofocus", "");
}
