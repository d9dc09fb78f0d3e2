"use client";

import { History, Hourglass, Radio, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { ageWords } from "#browser/format-time";
import type { Freshness } from "#browser/freshness";

const LOOK = {
  none: { icon: Hourglass, text: "text-nodata", word: "Waiting" },
  fresh: { icon: Radio, text: "text-pass", word: "Live" },
  late: { icon: Hourglass, text: "text-warn", word: "Late" },
  past: { icon: History, text: "text-accent", word: "Replay" },
  stale: { icon: WifiOff, text: "text-fail", word: "Stale" },
} as const;

/** Live, late or stale, with the age; its place keeps its width. */
export function FreshnessBadge({ freshness }: { readonly freshness: Freshness }): ReactNode {
  const { icon: Icon, text, word } = LOOK[freshness.level];
  const age = freshness.ageMs === null || freshness.level === "fresh" ? null : ageWords(freshness.ageMs);
  return (
    <span
      className={`inline-flex min-w-[6em] items-baseline max-sm:min-w-0 justify-end gap-1.5 font-semibold whitespace-nowrap ${text}`}
      title={freshness.words ?? (freshness.level === "past" ? "As it was then." : "Frames arrive on time.")}
    >
      <Icon aria-hidden="true" className="icon" />
      {word}
      {age !== null && <span className="font-medium">{age} old</span>}
    </span>
  );
}
