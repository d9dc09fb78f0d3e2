"use client";

import type { ReactNode } from "react";
import { activeAlerts } from "#core/room/alert";
import { useRoomLog } from "#browser/use-room-log";
import { SEVERITY_LOOK } from "./severity-look.ts";

/** How many alerts are on, and by its icon and colour how bad the worst is. Nothing while none is. */
export function AlertCount(): ReactNode {
  const room = useRoomLog();
  const active = room ? activeAlerts(room.alerts) : [];
  const [worst] = active;
  if (!worst) return null;
  const { icon: Icon, text, word } = SEVERITY_LOOK[worst.severity];
  return (
    <span className={`ml-1.5 inline-flex items-baseline gap-1 font-bold ${text}`}>
      <Icon aria-hidden="true" className="icon" strokeWidth={2.25} />
      {active.length}
      <span className="sr-only"> on, the worst {word.toLowerCase()}</span>
    </span>
  );
}
