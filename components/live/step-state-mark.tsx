import { CircleCheck, CircleDashed, Hourglass, Play } from "lucide-react";
import type { ReactNode } from "react";
import type { StepState } from "#core/room/playbook-run";
import { WordMark, type WordLook } from "#components/ui/word-mark";

type Look = WordLook & { readonly edge: string };

/** A step of a procedure as icon, word and colour. */
const LOOK: Readonly<Record<StepState, Look>> = {
  waiting: { icon: CircleDashed, text: "text-nodata", word: "WAITING", edge: "border-l-line" },
  running: { icon: Play, text: "text-accent", word: "RUNNING", edge: "border-l-accent" },
  overdue: { icon: Hourglass, text: "text-warn", word: "OVERDUE", edge: "border-l-warn" },
  done: { icon: CircleCheck, text: "text-pass", word: "DONE", edge: "border-l-pass" },
};

export function stepEdge(state: StepState): string {
  return LOOK[state].edge;
}

type Props = { readonly state: StepState; readonly className?: string };

export function StepStateMark({ state, className = "" }: Props): ReactNode {
  return <WordMark {...LOOK[state]} className={className} />;
}
