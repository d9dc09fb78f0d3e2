"use client";

import type { ReactNode } from "react";
import { trafficState, type TrafficWord } from "#browser/traffic-rows";
import { useRoomNow } from "#browser/use-room-now";
import { ShareBrief } from "#components/live/share-brief";

/** Shown also where letters are so large that there is room for what is wrong only. */
const WRONG: ReadonlySet<TrafficWord> = new Set(["failed", "differs", "unread"]);

/** Where the traffic goes and is meant to go, on one line under every view. Nothing where the plan moves none. */
export function WallTraffic(): ReactNode {
  const held = useRoomNow();
  if (!held?.plan.traffic) return null;
  const isWrong = WRONG.has(trafficState(held).word);
  return (
    <section
      aria-label="Traffic"
      className={`-mb-2 max-h-[1.8em] overflow-hidden text-sm portrait:max-h-none ${isWrong ? "" : "compact:hidden"}`}
    >
      <ShareBrief held={held} />
    </section>
  );
}
