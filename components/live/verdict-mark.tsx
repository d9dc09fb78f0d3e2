import type { ReactNode } from "react";
import type { Reading } from "#wire/frame";
import { VERDICT_LOOK, verdictWord } from "./verdict-look.ts";

type Props = {
  readonly verdict: Reading["verdict"];
  readonly word?: string;
  /** Where the place is short: the icon's shape still tells verdicts apart without colour. */
  readonly iconOnly?: boolean;
  readonly className?: string;
};

/** Word, icon and colour together: none of them alone. */
export function VerdictMark({ verdict, word, iconOnly = false, className = "" }: Props): ReactNode {
  const look = VERDICT_LOOK[verdict];
  const Icon = look.icon;
  const text = word === undefined || word === "NO_DATA" ? verdictWord(verdict) : word;
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-semibold whitespace-nowrap ${look.text} ${className}`}>
      <Icon aria-hidden="true" className="icon" strokeWidth={2.25} />
      <span className={iconOnly ? "sr-only" : ""}>{text}</span>
    </span>
  );
}
