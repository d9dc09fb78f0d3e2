import { CircleCheck, CircleDashed, Hourglass, Minus, OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import type { VoteState } from "#browser/poll-rows";
import { WordMark, type WordLook } from "#components/ui/word-mark";

/** One lead's vote as icon, word and colour. */
const LOOK: Readonly<Record<VoteState, WordLook>> = {
  go: { icon: CircleCheck, text: "text-pass", word: "GO" },
  no_go: { icon: OctagonX, text: "text-fail", word: "NO-GO" },
  waiting: { icon: CircleDashed, text: "text-nodata", word: "WAITING" },
  none: { icon: Minus, text: "text-soft", word: "NO VOTE" },
  lapsed: { icon: Hourglass, text: "text-warn", word: "LAPSED" },
};

type Props = { readonly state: VoteState; readonly className?: string };

export function VoteMark({ state, className = "" }: Props): ReactNode {
  return <WordMark {...LOOK[state]} isStrong className={className} />;
}
