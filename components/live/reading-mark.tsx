import type { ReactNode } from "react";
import type { Reading } from "#wire/frame";
import { VerdictMark } from "./verdict-mark.tsx";

type Props = { readonly reading: Reading; readonly iconOnly?: boolean; readonly className?: string };

/** It is measured, and the plan says nothing of what is good. */
export function hasNoLimit({ passWords, verdict }: Reading): boolean {
  return passWords === null && verdict !== "NO_DATA";
}

/** A reading's verdict; where the plan sets no limit there is nothing to be green about. */
export function ReadingMark({ reading, iconOnly = false, className = "" }: Props): ReactNode {
  if (hasNoLimit(reading))
    return iconOnly ? null : <span className={`whitespace-nowrap text-soft ${className}`}>no limit</span>;
  return <VerdictMark verdict={reading.verdict} word={reading.word} iconOnly={iconOnly} className={className} />;
}
