import { BellRing, CircleCheck, UserCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { AlertState } from "#core/room/alert";
import { WordMark, type WordLook } from "#components/ui/word-mark";

/** Where an alert stands as icon, word and colour; how bad it is stands beside it. */
const LOOK: Readonly<Record<AlertState, WordLook>> = {
  firing: { icon: BellRing, text: "text-ink", word: "FIRING" },
  acknowledged: { icon: UserCheck, text: "text-soft", word: "ACKNOWLEDGED" },
  resolved: { icon: CircleCheck, text: "text-pass", word: "RESOLVED" },
};

type Props = { readonly state: AlertState; readonly className?: string };

export function AlertStateMark({ state, className = "" }: Props): ReactNode {
  return <WordMark {...LOOK[state]} className={className} />;
}
