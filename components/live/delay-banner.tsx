"use client";

import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { runningDelay } from "#browser/delay-rows";
import { useRoomNow } from "#browser/use-room-now";
import { StepClock } from "./step-clock.tsx";
import { WarnBanner } from "./warn-banner.tsx";

/** A procedure for a late start that is under way, on every page, with the clock of its step. */
export function DelayBanner(): ReactNode {
  const held = useRoomNow();
  const running = held && runningDelay(held);
  const said = running && {
    ...{ word: "DELAY", icon: Hourglass, href: "/launch" },
    text: `${running.delay}: ${running.label}, ${running.holder?.name ?? running.owner}`,
    aside: running.clock && <StepClock clock={running.clock} />,
  };
  return <WarnBanner label="Delay" said={said} />;
}
