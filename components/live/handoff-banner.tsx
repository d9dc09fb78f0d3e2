"use client";

import { ArrowRightLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { owedSentence } from "#browser/shift-words";
import { useShifts } from "#browser/use-shifts";

/** A handoff that is late, on every page, until it is accepted. Before the shift begins only those whose turn it is see it. */
export function HandoffBanner(): ReactNode {
  const held = useShifts();
  const owed = held?.owed.find(({ outgoing, incoming, handoff, isOverdue }) => {
    const turn = handoff ? incoming.lead : outgoing.lead;
    return isOverdue || (turn !== null && turn.id === held.me?.id);
  });
  return (
    <section
      aria-label={owed ? "Handoff" : undefined}
      className={owed ? "border-b-2 border-warn bg-warn-wash px-4 py-1 sm:px-6 print:hidden" : "sr-only"}
    >
      {/* there before it says anything, so that it is read out when it does */}
      <p role="status" className="mx-auto flex max-w-[117rem] flex-wrap items-baseline gap-x-3">
        {owed && (
          <>
            <strong className="inline-flex items-baseline gap-1.5 text-warn">
              <ArrowRightLeft aria-hidden="true" className="icon" />
              {owed.isOverdue ? "HANDOFF LATE" : "HANDOFF"}
            </strong>
            <Link
              href="/schedule"
              className="inline-flex min-h-11 min-w-0 items-center wrap-anywhere underline underline-offset-4 sm:min-h-9"
            >
              {owedSentence(owed)}
            </Link>
          </>
        )}
      </p>
    </section>
  );
}
