"use client";

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { useRoomLog } from "#browser/use-room-log";
import { Stamp } from "./stamp.tsx";

/** Says on every page that the rollout was started without a GO, by whom and why. Nothing where it was not. */
export function OverrideBanner(): ReactNode {
  const start = useRoomLog()?.launch.start;
  if (!start || start.override === null) return null;
  return (
    <div
      role="note"
      aria-label="Started without a GO"
      className="flex items-start gap-3 border-y-2 border-fail bg-fail-wash px-4 py-2 text-ink sm:px-6"
    >
      <TriangleAlert aria-hidden="true" className="icon mt-1 self-start text-fail" />
      <p className="min-w-0 wrap-anywhere">
        <strong className="text-fail">STARTED WITHOUT A GO</strong> by {actorName(start.by)} at{" "}
        <Stamp at={start.at} date />: <span className="font-medium">{start.override}</span>
      </p>
    </div>
  );
}
