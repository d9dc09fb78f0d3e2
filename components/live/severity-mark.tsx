import type { ReactNode } from "react";
import type { Severity } from "#core/plan/alerts";
import { WordMark } from "#components/ui/word-mark";
import { SEVERITY_LOOK } from "./severity-look.ts";

type Props = { readonly severity: Severity; readonly iconOnly?: boolean; readonly className?: string };

/** How bad an alert is, as icon, word and colour. */
export function SeverityMark({ severity, iconOnly = false, className = "" }: Props): ReactNode {
  const { icon, text, word } = SEVERITY_LOOK[severity];
  return <WordMark icon={icon} text={text} word={word} iconOnly={iconOnly} isStrong className={className} />;
}
