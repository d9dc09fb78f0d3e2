"use client";

import { ArrowRightLeft } from "lucide-react";
import type { ReactNode } from "react";
import { owedSentence } from "#browser/shift-words";
import { useShifts } from "#browser/use-shifts";
import { WarnBanner } from "./warn-banner.tsx";

/** A handoff that is late, on every page, until it is accepted. Before the shift begins only those whose turn it is see it. */
export function HandoffBanner(): ReactNode {
  const held = useShifts();
  const owed = held?.owed.find(({ outgoing, incoming, handoff, isOverdue }) => {
    const turn = handoff ? incoming.lead : outgoing.lead;
    return isOverdue || (turn !== null && turn.id === held.me?.id);
  });
  const said = owed
    ? {
        ...{ word: owed.isOverdue ? "HANDOFF LATE" : "HANDOFF", icon: ArrowRightLeft, href: "/schedule" },
        text: owedSentence(owed),
      }
    : null;
  return <WarnBanner label="Handoff" said={said} />;
}
