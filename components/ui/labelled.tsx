"use client";

import { useId, type ReactNode } from "react";

type Wiring = {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
};

export type LabelledProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it; null or absent while nothing is. */
  readonly fault?: string | null | undefined;
  /** Where something else has to find it. */
  readonly id?: string | undefined;
};

type Props = LabelledProps & {
  /** The label is said, and not drawn: in a table, where the column says it. */
  readonly isLabelHidden?: boolean;
  readonly isOptional?: boolean;
  readonly children: (wiring: Wiring) => ReactNode;
};

/** A control with its label; its hint and its fault are read out with it. */
export function Labelled(props: Props): ReactNode {
  const { label, hint, fault, id: given, isLabelHidden = false, isOptional = false, children } = props;
  const made = useId();
  const id = given ?? made;
  const isWrong = fault !== undefined && fault !== null;
  const about = [hint === undefined ? null : `${id}-hint`, isWrong ? `${id}-fault` : null].filter(Boolean).join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "font-medium"}>
        {label}
        {isOptional && <span className="font-normal text-soft"> (may stay empty)</span>}
      </label>
      {children({ id, "aria-invalid": isWrong, "aria-describedby": about === "" ? undefined : about })}
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
