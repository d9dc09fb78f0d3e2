import { CircleCheck, CircleDashed, Hourglass, OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import type { TargetReading } from "#wire/frame";
import { WordMark } from "#components/ui/word-mark";

const LOOK = {
  up: { icon: CircleCheck, text: "text-pass", word: "up" },
  down: { icon: OctagonX, text: "text-fail", word: "down" },
  silent: { icon: CircleDashed, text: "text-nodata", word: "silent" },
  waiting: { icon: Hourglass, text: "text-nodata", word: "waiting" },
} as const;

type Props = { readonly state: TargetReading["state"]; readonly className?: string };

/** A target's state as icon, word and colour. */
export function TargetStateMark({ state, className = "" }: Props): ReactNode {
  return <WordMark {...LOOK[state]} className={className} />;
}
