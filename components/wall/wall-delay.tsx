"use client";

import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { runningDelay } from "#browser/delay-rows";
import { useRoomNow } from "#browser/use-room-now";
import { StepClock } from "#components/live/step-clock";

/** A procedure for a late start that is under way, whatever view is shown. */
export function WallDelay(): ReactNode {
  const held = useRoomNow();
  const running = held && runningDelay(held);
  return (
    <section
      aria-label={running ? "Delay" : undefined}
      className={
        running ? "flex items-center border-l-8 border-warn bg-warn-wash px-4 py-1 text-xl leading-tight" : "sr-only"
      }
    >
      <p role="status" className="flex min-w-0 items-baseline gap-4">
        {running && (
          <>
            <strong className="inline-flex flex-none items-baseline gap-2 text-warn">
              <Hourglass aria-hidden="true" className="icon" />
              DELAY
            </strong>
            <span className="min-w-0 truncate">
              {running.delay}: {running.label}
            </span>
            {running.clock && <StepClock clock={running.clock} className="flex-none" />}
          </>
        )}
      </p>
    </section>
  );
}
