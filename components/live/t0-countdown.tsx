import type { ReactNode } from "react";
import Link from "next/link";
import { DAY_MS } from "#core/time";
import { durationFigures } from "#browser/format-time";
import { LINK } from "../ui/field-looks.ts";
import { Stamp } from "./stamp.tsx";

/** How long until T0, or for how long it has been overdue; after a day it is a date to be moved. */
export function T0Countdown({ now, t0 }: { readonly now: number; readonly t0: number }): ReactNode {
  if (now - t0 >= DAY_MS)
    return (
      <p className="max-w-prose">
        The date of T0 has passed: <Stamp at={t0} date year />.{" "}
        <Link href="/launch#zero" className={LINK}>
          Move T0 to another day
        </Link>
      </p>
    );
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
