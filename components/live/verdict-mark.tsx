import type { ReactNode } from "react";
import type { Reading } from "#wire/frame";
import { WordMark } from "#components/ui/word-mark";
import { VERDICT_LOOK, verdictWord } from "./verdict-look.ts";

type Props = {
  readonly verdict: Reading["verdict"];
  readonly word?: string;
  /** Where the place is short: the icon's shape still tells verdicts apart without colour. */
  readonly iconOnly?: boolean;
  readonly className?: string;
};

/** A verdict as icon, word and colour. */
export function VerdictMark({ verdict, word, iconOnly = false, className = "" }: Props): ReactNode {
  const { icon, text } = VERDICT_LOOK[verdict];
  const said = word === undefined || word === "NO_DATA" ? verdictWord(verdict) : word;
  return <WordMark icon={icon} text={text} word={said} iconOnly={iconOnly} className={className} />;
}
