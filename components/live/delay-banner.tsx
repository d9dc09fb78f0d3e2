"use client";

import { Hourglass } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { runningDelay } from "#browser/delay-rows";
import { useRoomNow } from "#browser/use-room-now";
import { StepClock } from "./step-clock.tsx";

/** A procedure for a late start that is under way, on every page, with the clock of its step. */
export function DelayBanner(): ReactNode {
  const held = useRoomNow();
  const running = held && runningDelay(held);
  return (
    <section
      aria-label={running ? "Delay" : undefined}
      className={running ? "border-b-2 border-warn bg-warn-wash px-4 py-1 sm:px-6 print:hidden" : "sr-only"}
    >
      {/* there before it says anything, so that it is read out when it does */}
      <p role="status" className="mx-auto flex max-w-[117rem] flex-wrap items-baseline gap-x-3">
        {running && (
          <>
            <strong className="inline-flex items-baseline gap-1.5 text-warn">
              <Hourglass aria-hidden="true" className="icon" />
              DELAY
            </strong>
            <Link
              href="/launch"
              className="inline-flex min-h-11 min-w-0 items-center wrap-anywhere underline underline-offset-4 sm:min-h-9"
            >
              {running.delay}: {running.label}, {running.holder?.name ?? running.owner}
            </Link>
            {running.clock && <StepClock clock={running.clock} />}
          </>
        )}
      </p>
    </section>
  );
}
