import { BellRing, Clock, Hourglass, Lock, OctagonX, PenLine } from "lucide-react";
import type { ReactNode } from "react";
import type { CheckpointState } from "#core/room/checkpoint";
import { WordMark, type WordLook } from "#components/ui/word-mark";

type Look = WordLook & { readonly edge: string };

/** A checkpoint's state as icon, word and colour. Closed is no praise: what was decided says how it went. */
const LOOK: Readonly<Record<CheckpointState, Look>> = {
  early: { icon: Clock, text: "text-soft", word: "TO COME", edge: "border-line" },
  due: { icon: BellRing, text: "text-accent", word: "DUE", edge: "border-accent" },
  overdue: { icon: Hourglass, text: "text-warn", word: "OVERDUE", edge: "border-warn" },
  missed: { icon: OctagonX, text: "text-fail", word: "MISSED", edge: "border-fail" },
  awaiting_second: { icon: PenLine, text: "text-warn", word: "AWAITING SECOND", edge: "border-warn" },
  closed: { icon: Lock, text: "text-ink", word: "CLOSED", edge: "border-strong" },
};

export function checkpointEdge(state: CheckpointState): string {
  return LOOK[state].edge;
}

type Props = { readonly state: CheckpointState; readonly className?: string };

export function CheckpointStateMark({ state, className = "" }: Props): ReactNode {
  return <WordMark {...LOOK[state]} className={className} />;
}
