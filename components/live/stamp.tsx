"use client";

import type { ReactNode } from "react";
import { machineText, momentIn, offsetWords } from "#browser/format-time";
import { useZone } from "#browser/live-context";

type Props = {
  readonly at: number;
  readonly t0?: number;
  readonly seconds?: boolean;
  readonly date?: boolean;
  /** With the date: where years may be mistaken for each other. */
  readonly year?: boolean;
  readonly weekday?: boolean;
};

/** A moment with its zone, and its distance from T0 where that is known. */
export function Stamp({ at, t0, seconds = false, date = false, year = false, weekday = false }: Props): ReactNode {
  const moment = momentIn(at, useZone());
  return (
    <time dateTime={machineText(at)} className="whitespace-nowrap">
      {date && `${moment.date}${year ? ` ${moment.year}` : ""}, `}
      {weekday && `${moment.date.slice(0, 3)} `}
      {moment.time}
      {seconds && moment.seconds} {moment.zone}
      {t0 !== undefined && ` · ${offsetWords(at, t0)}`}
    </time>
  );
}
