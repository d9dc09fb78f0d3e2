"use client";

import { ArrowRightLeft } from "lucide-react";
import type { ReactNode } from "react";
import { owedWords } from "#browser/shift-words";
import { useShifts } from "#browser/use-shifts";

/** A handoff that is not accepted yet, whatever view is shown. */
export function WallHandoff(): ReactNode {
  const owed = useShifts()?.owed.at(-1);
  return (
    <section
      aria-label={owed ? "Handoff" : undefined}
      className={
        owed
          ? "flex max-w-[40%] portrait:max-w-none items-center border-l-8 border-warn bg-warn-wash px-4 py-1 text-xl leading-tight"
          : "sr-only"
      }
    >
      <p role="status" className="flex min-w-0 items-baseline gap-4">
        {owed && (
          <>
            <strong className="inline-flex flex-none items-baseline gap-2 text-warn">
              <ArrowRightLeft aria-hidden="true" className="icon" />
              {owed.isOverdue ? "HANDOFF LATE" : "HANDOFF"}
            </strong>
            <span className="min-w-0 truncate">{owedWords(owed)}</span>
          </>
        )}
      </p>
    </section>
  );
}

/** Who leads the shift that runs, else who comes next: a few words for the wall's last line. */
export function WallDuty(): ReactNode {
  const held = useShifts();
  if (!held || held.shifts.length === 0) return null;
  const [on] = held.duty.on;
  const shown = on ?? held.duty.next;
  if (!shown) return null;
  return (
    <p className="min-w-0 flex-none truncate compact:hidden">
      <span className="text-soft">{on ? "On duty: " : "First on duty: "}</span>
      <span className={shown.lead ? "font-semibold" : "font-semibold text-warn"}>{shown.lead?.name ?? "nobody"}</span>
      <span className="text-soft">, {shown.label}</span>
    </p>
  );
}
