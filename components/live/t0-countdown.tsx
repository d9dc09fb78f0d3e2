import type { ReactNode } from "react";
import { durationFigures } from "#browser/format-time";
import { Stamp } from "./stamp.tsx";

/** How long until T0, or for how long it has been overdue. */
export function T0Countdown({ now, t0 }: { readonly now: number; readonly t0: number }): ReactNode {
  return (
    <div>
      <p className="text-sm text-soft">
        T0: <Stamp at={t0} date />
      </p>
      <p role="timer" aria-live="off" className="text-4xl leading-none font-bold tracking-tight sm:text-5xl">
        <span className="mr-2 text-xl font-medium tracking-normal text-soft">{now >= t0 ? "overdue by" : "T-"}</span>
        {durationFigures(Math.abs(t0 - now))}
      </p>
    </div>
  );
}
