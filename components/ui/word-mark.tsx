import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type WordLook = { readonly icon: LucideIcon; readonly text: string; readonly word: string };

type Props = WordLook & {
  /** Where the place is short: the icon's shape still tells states apart without colour. */
  readonly iconOnly?: boolean;
  /** Where one word is the answer. */
  readonly isStrong?: boolean;
  readonly className?: string;
};

/** Word, icon and colour together: none of them alone. */
export function WordMark(props: Props): ReactNode {
  const { icon: Icon, text, word, iconOnly = false, isStrong = false, className = "" } = props;
  const weight = isStrong ? "font-bold" : "font-semibold";
  return (
    <span className={`inline-flex items-baseline gap-[0.35em] whitespace-nowrap ${weight} ${text} ${className}`}>
      <Icon aria-hidden="true" className="icon" strokeWidth={2.25} />
      <span className={iconOnly ? "sr-only" : ""}>{word}</span>
    </span>
  );
}
