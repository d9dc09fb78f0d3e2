import type { ReactNode } from "react";
import type { Tone } from "#core/room/checkpoint";
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
  const { icon: Icon, text } = VERDICT_LOOK[verdict];
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-semibold whitespace-nowrap ${text} ${className}`}>
      <Icon aria-hidden="true" className="icon" strokeWidth={2.25} />
      {word}
    </span>
  );
}
