"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import type { Freshness } from "#browser/freshness";
import { FreshnessBadge } from "./freshness-badge.tsx";
import { RolloutClock } from "./rollout-clock.tsx";

type Props = { readonly title: string; readonly rollout: RolloutView; readonly freshness: Freshness };

/** A page's title, the rollout's clock, and how fresh the page is. */
export function PageTop({ title, rollout, freshness }: Props): ReactNode {
  return (
    <header className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1">
      <h1 className="min-w-0 text-2xl font-semibold tracking-tight text-balance">{title}</h1>
      <div className="flex flex-wrap items-baseline gap-x-6 text-lg">
        <RolloutClock t0={rollout.t0} />
        <FreshnessBadge freshness={freshness} />
      </div>
    </header>
  );
}
