import type { InputHTMLAttributes, ReactNode } from "react";
import { INPUT } from "./field-looks.ts";
import { Labelled, type LabelledProps } from "./labelled.tsx";
import { markAutoFocus } from "./mark-auto-focus.ts";

type Props = LabelledProps &
  Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | "type"
    | "autoComplete"
    | "autoFocus"
    | "readOnly"
    | "maxLength"
    | "spellCheck"
    | "autoCapitalize"
    | "placeholder"
    | "inputMode"
  > & {
    readonly value: string;
    readonly onChange?: (value: string) => void;
    /** Shown inside, at its end. */
    readonly end?: ReactNode;
    readonly className?: string;
    /** Marked as wrong; the form says why. */
    readonly isWrong?: boolean;
  };

/** A labelled line of text. */
export function TextField(props: Props): ReactNode {
  const { label, hint, fault, id, value, onChange, end, className = "", isWrong = false, ...rest } = props;
  const room = end === undefined ? "" : "pr-14";
  return (
    <Labelled label={label} hint={hint} fault={fault} id={id}>
      {(wiring) => (
        <div className="relative">
          <input
            {...rest}
            {...wiring}
            aria-invalid={isWrong || wiring["aria-invalid"]}
            ref={rest.autoFocus === true ? markAutoFocus : undefined}
            value={value}
            onChange={(event) => onChange?.(event.target.value)}
            className={`${INPUT} ${room} ${rest.readOnly === true ? "text-soft" : ""} ${className}`}
          />
          {end}
        </div>
      )}
    </Labelled>
  );
}
