import { CircleCheck, CircleDashed, OctagonX, ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { ItemState } from "#core/room/readiness";
import { WordMark, type WordLook } from "#components/ui/word-mark";

type Look = WordLook & { readonly edge: string };

/** A readiness item's state as icon, word and colour. */
const LOOK: Readonly<Record<ItemState, Look>> = {
  met: { icon: CircleCheck, text: "text-pass", word: "MET", edge: "border-l-pass" },
  waived: { icon: ShieldAlert, text: "text-warn", word: "WAIVED", edge: "border-l-warn" },
  open: { icon: CircleDashed, text: "text-nodata", word: "OPEN", edge: "border-l-nodata" },
  failing: { icon: OctagonX, text: "text-fail", word: "FAILING", edge: "border-l-fail" },
};

export function itemEdge(state: ItemState): string {
  return LOOK[state].edge;
}

type Props = { readonly state: ItemState; readonly className?: string };

export function ItemStateMark({ state, className = "" }: Props): ReactNode {
  return <WordMark {...LOOK[state]} className={className} />;
}
