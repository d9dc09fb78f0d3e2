import type { ReactNode } from "react";
import { INPUT } from "./field-looks.ts";
import { Labelled, type LabelledProps } from "./labelled.tsx";
import { markAutoFocus } from "./mark-auto-focus.ts";

type Props = LabelledProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** How many letters it takes. */
  readonly most?: number;
  readonly isNeeded?: boolean;
  readonly autoFocus?: boolean;
};

/** A few sentences; it grows with what is written. */
export function TextArea(props: Props): ReactNode {
  const { value, onChange, most = 1_000, isNeeded = false, autoFocus = false, ...about } = props;
  return (
    <Labelled {...about} isOptional={!isNeeded}>
      {(wiring) => (
        <textarea
          {...wiring}
          rows={2}
          value={value}
          maxLength={most}
          ref={autoFocus ? markAutoFocus : undefined}
          autoFocus={autoFocus}
          aria-required={isNeeded}
          onChange={(event) => onChange(event.target.value)}
          className={`${INPUT} field-sizing-content max-h-80 min-h-20 resize-y py-2`}
        />
      )}
    </Labelled>
  );
}
