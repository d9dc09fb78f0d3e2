import { CircleCheck, CircleDashed, OctagonX, ShieldAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { ItemState } from "#core/room/readiness";

type Look = { readonly icon: LucideIcon; readonly text: string; readonly word: string; readonly edge: string };

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
  const { icon: Icon, text, word } = LOOK[state];
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-semibold whitespace-nowrap ${text} ${className}`}>
      <Icon aria-hidden="true" className="icon" strokeWidth={2.25} />
      {word}
    </span>
  );
}
