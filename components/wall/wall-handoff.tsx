"use client";

import { ArrowRightLeft } from "lucide-react";
import type { ReactNode } from "react";
import { owedWords } from "#browser/shift-words";
import { useShifts } from "#browser/use-shifts";
import { ShortName } from "#components/live/short-name";
import { WallWarn } from "./wall-warn.tsx";

/** A handoff that is not accepted yet, whatever view is shown. */
export function WallHandoff(): ReactNode {
  const owed = useShifts()?.owed.at(-1);
  const said = owed
    ? { word: owed.isOverdue ? "HANDOFF LATE" : "HANDOFF", icon: ArrowRightLeft, text: owedWords(owed) }
    : null;
  return <WallWarn label="Handoff" said={said} />;
}

/** Who leads the shift that runs, else who comes next: a few words for the wall's last line. */
export function WallDuty(): ReactNode {
  const held = useShifts();
  if (!held || held.shifts.length === 0) return null;
  const [on] = held.duty.on;
  const shown = on ?? held.duty.next;
  if (!shown) return null;
  return (
    <p className="flex max-w-[45%] flex-none gap-[0.3em] compact:hidden">
      <span className="flex-none text-soft">{on ? "On duty:" : "First on duty:"}</span>
      <ShortName className={shown.lead ? "font-semibold" : "font-semibold text-warn"}>
        {`${shown.lead?.name ?? "nobody"},`}
      </ShortName>
      <ShortName className="text-soft">{shown.label}</ShortName>
    </p>
  );
}
