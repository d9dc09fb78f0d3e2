import type { ReactNode } from "react";
import type { Tone } from "#core/room/checkpoint";
import { WordMark } from "#components/ui/word-mark";
import { VERDICT_LOOK } from "./verdict-look.ts";

const LOOK = {
  good: { verdict: "PASS", word: "good" },
  warn: { verdict: "WARN", word: "warning" },
  unknown: { verdict: "NO_DATA", word: "unknown" },
  bad: { verdict: "FAIL", word: "bad" },
} as const;

/** What a form's worst field means, as icon, word and colour. */
export function ToneMark({ tone, className = "" }: { readonly tone: Tone; readonly className?: string }): ReactNode {
  const { verdict, word } = LOOK[tone];
  const { icon, text } = VERDICT_LOOK[verdict];
  return <WordMark icon={icon} text={text} word={word} className={className} />;
}
