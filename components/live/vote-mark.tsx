import { CircleCheck, CircleDashed, Hourglass, OctagonX, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { VoteState } from "#browser/poll-rows";

type Look = { readonly icon: LucideIcon; readonly text: string; readonly word: string };

/** One lead's vote as icon, word and colour. */
const LOOK: Readonly<Record<VoteState, Look>> = {
  go: { icon: CircleCheck, text: "text-pass", word: "GO" },
  no_go: { icon: OctagonX, text: "text-fail", word: "NO-GO" },
  waiting: { icon: CircleDashed, text: "text-nodata", word: "WAITING" },
  lapsed: { icon: Hourglass, text: "text-warn", word: "LAPSED" },
};

type Props = { readonly state: VoteState; readonly className?: string };

export function VoteMark({ state, className = "" }: Props): ReactNode {
  const { icon: Icon, text, word } = LOOK[state];
  return (
    <span className={`inline-flex items-baseline gap-[0.3em] font-bold whitespace-nowrap ${text} ${className}`}>
      <Icon aria-hidden="true" className="icon" strokeWidth={2.25} />
      {word}
    </span>
  );
}
