import { Ban, CircleCheck, Hourglass, OctagonX, Undo2, Vote } from "lucide-react";
import type { ReactNode } from "react";
import type { PollState } from "#core/room/poll";
import { WordMark, type WordLook } from "#components/ui/word-mark";

type Look = WordLook & { readonly edge: string };

/** Where a poll stands as icon, word and colour. */
const LOOK: Readonly<Record<PollState, Look>> = {
  open: { icon: Vote, text: "text-accent", word: "POLL OPEN", edge: "border-accent" },
  go: { icon: CircleCheck, text: "text-pass", word: "GO", edge: "border-pass" },
  no_go: { icon: OctagonX, text: "text-fail", word: "NO-GO", edge: "border-fail" },
  lapsed: { icon: Hourglass, text: "text-warn", word: "LAPSED", edge: "border-warn" },
  void: { icon: Ban, text: "text-fail", word: "VOID", edge: "border-fail" },
  withdrawn: { icon: Undo2, text: "text-nodata", word: "WITHDRAWN", edge: "border-strong" },
};

export function pollEdge(state: PollState): string {
  return LOOK[state].edge;
}

type Props = { readonly state: PollState; readonly className?: string };

export function PollMark({ state, className = "" }: Props): ReactNode {
  return <WordMark {...LOOK[state]} isStrong className={className} />;
}
