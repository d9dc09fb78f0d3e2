"use client";

import type { ReactNode } from "react";
import { durationFigures } from "#browser/format-time";
import { countdownRow } from "#browser/traffic-rows";
import { useRoomNow } from "#browser/use-room-now";
import { ReductionWords } from "#components/live/reduction-words";
import { WallAlertBand } from "./wall-alert-band.tsx";

/** What is most urgent, told for five metres: a reduction that is made by itself, which names its alert, else the worst alert. */
export function WallTop(): ReactNode {
  const held = useRoomNow();
  const row = held && countdownRow(held);
  if (!row) return <WallAlertBand />;
  return (
    <section
      aria-label="Automatic reduction"
      className="flex items-baseline gap-6 border-l-8 border-fail bg-fail-wash px-4 py-1 text-2xl leading-tight"
    >
      <p role="alert" className="min-w-0 flex-1 truncate portrait:whitespace-normal">
        <ReductionWords row={row} />
      </p>
      <p role="timer" aria-live="off" className="flex-none text-4xl leading-none font-bold text-fail">
        {durationFigures(row.leftMs)}
      </p>
    </section>
  );
}
