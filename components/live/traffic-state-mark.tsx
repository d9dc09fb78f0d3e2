import { CircleCheck, CircleDashed, CircleSlash, ClipboardPen, Hourglass, TriangleAlert, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import type { TrafficWord } from "#browser/traffic-rows";
import { WordMark, type WordLook } from "#components/ui/word-mark";

const LOOK: Readonly<Record<TrafficWord, WordLook>> = {
  undecided: { icon: CircleDashed, text: "text-nodata", word: "NOT DECIDED" },
  moving: { icon: Hourglass, text: "text-accent", word: "BEING MOVED" },
  failed: { icon: CircleSlash, text: "text-fail", word: "NOT MOVED" },
  recorded: { icon: ClipboardPen, text: "text-nodata", word: "RECORDED" },
  moved: { icon: Hourglass, text: "text-accent", word: "NOT READ BACK" },
  differs: { icon: TriangleAlert, text: "text-fail", word: "DIFFERS" },
  unread: { icon: Unplug, text: "text-fail", word: "NO ANSWER" },
  agrees: { icon: CircleCheck, text: "text-pass", word: "AS DECIDED" },
};

type Props = { readonly word: TrafficWord; readonly className?: string };

/** Whether the traffic goes where it was decided to go, as icon, word and colour. */
export function TrafficStateMark({ word, className = "" }: Props): ReactNode {
  return <WordMark {...LOOK[word]} className={className} />;
}
