import type { ReactNode } from "react";
import { formatWritten } from "#core/measure/format";
import { readNumber } from "#browser/read-number";
import { TextField } from "#components/ui/text-field";

type Props = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: string | null | undefined;
  readonly unit: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
};

/** A figure in either notation; says before it is saved how it is read, or why it cannot be. */
export function NumberField({ hint, fault, unit, autoFocus = false, ...rest }: Props): ReactNode {
  const read = readNumber(rest.value, unit);
  const echo = read.kind === "number" ? `Reads ${formatWritten(read.value, unit)}.` : undefined;
  return (
    <TextField
      {...rest}
      autoFocus={autoFocus}
      autoComplete="off"
      hint={[hint, echo].filter(Boolean).join(" ") || undefined}
      fault={read.kind === "unclear" ? read.message : fault}
    />
  );
}
