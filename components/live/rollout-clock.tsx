"use client";

import type { ReactNode } from "react";
import { machineText, momentIn, offsetWords } from "#browser/format-time";
import { useZone } from "#browser/live-context";
import { useNow } from "#browser/use-now";

type Props = { readonly t0: number; readonly className?: string };

/** The rollout's time and its distance from T0, each with a fixed width. */
export function RolloutClock({ t0, className = "" }: Props): ReactNode {
  const now = useNow();
  const zone = useZone();
  if (now === null) return null;
  const moment = momentIn(now, zone);
  return (
    <p className={`flex items-baseline gap-x-4 whitespace-nowrap ${className}`}>
      <span className="font-semibold">{offsetWords(now, t0)}</span>
      <time dateTime={machineText(now)}>
        <span className="text-soft max-lg:hidden compact:hidden">{moment.date} </span>
        {moment.time}
        <span className="text-soft">{moment.seconds}</span> <span className="text-soft">{moment.zone}</span>
      </time>
    </p>
  );
}
