"use client";

import type { ReactNode } from "react";
import { useRollout } from "#browser/use-rollout";

/** Says REHEARSAL on every page and wall: nobody may take a rehearsal for production, or the other way round. */
export function RehearsalBand(): ReactNode {
  const rollout = useRollout().data;
  if (rollout === undefined || rollout.kind !== "rehearsal") return null;
  const { rate } = rollout.clock;
  // in a replay the clock stands
  const pace =
    rate === 0
      ? "all of this was one"
      : rate === 1
        ? "at its real pace"
        : `${rate.toLocaleString("en-US", { maximumFractionDigits: 1 })} times as fast`;
  return (
    <aside
      aria-label="Rehearsal"
      className="rehearsal-stripes relative z-20 flex items-center justify-center gap-3 overflow-hidden px-4 whitespace-nowrap print:border-2 print:border-black"
    >
      <strong className="text-[1.25em] font-extrabold tracking-[0.2em]">REHEARSAL</strong>
      <span className="truncate text-[0.9em] font-medium">
        <span className="max-sm:hidden">Not production: {rate > 0 && "the clock runs "}</span>
        {pace}
      </span>
    </aside>
  );
}
