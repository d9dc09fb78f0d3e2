"use client";

import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { runningDelay } from "#browser/delay-rows";
import { useRoomNow } from "#browser/use-room-now";
import { StepClock } from "#components/live/step-clock";
import { WallWarn } from "./wall-warn.tsx";

/** A procedure for a late start that is under way, whatever view is shown. */
export function WallDelay(): ReactNode {
  const held = useRoomNow();
  const running = held && runningDelay(held);
  const said = running && {
    ...{ word: "DELAY", icon: Hourglass, text: `${running.delay}: ${running.label}` },
    aside: running.clock && <StepClock clock={running.clock} className="flex-none" />,
  };
  return <WallWarn label="Delay" said={said} />;
}
