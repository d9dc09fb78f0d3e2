import { Ban, CircleCheck, Hourglass, Minus, OctagonX, Undo2, Vote } from "lucide-react";
import type { ReactNode } from "react";
import type { ShownPollState } from "#browser/poll-rows";
import { WordMark, type WordLook } from "#components/ui/word-mark";

type Look = WordLook & { readonly edge: string };

/** Where a poll stands as icon, word and colour. */
const LOOK: Readonly<Record<ShownPollState, Look>> = {
  open: { icon: Vote, text: "text-accent", word: "POLL OPEN", edge: "border-accent" },
  go: { icon: CircleCheck, text: "text-pass", word: "GO", edge: "border-pass" },
  no_go: { icon: OctagonX, text: "text-fail", word: "NO-GO", edge: "border-fail" },
  lapsed: { icon: Hourglass, text: "text-warn", word: "LAPSED", edge: "border-warn" },
  void: { icon: Ban, text: "text-fail", word: "VOID", edge: "border-fail" },
  no_result: { icon: Minus, text: "text-nodata", word: "NO RESULT", edge: "border-strong" },
  withdrawn: { icon: Undo2, text: "text-nodata", word: "WITHDRAWN", edge: "border-strong" },
};

export function pollEdge(state: ShownPollState): string {
  return LOOK[state].edge;
}

type Props = { readonly state: ShownPollState; readonly className?: string };

export function PollMark({ state, className = "" }: Props): ReactNode {
  return <WordMark {...LOOK[state]} isStrong className={className} />;
}
