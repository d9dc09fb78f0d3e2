"use client";

import type { ReactNode } from "react";
import type { Headline } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import { useSeries } from "#browser/use-series";
import { HeadlineCard } from "./headline-card.tsx";
import { hangsFromOne, lineOf } from "./headline-lines.ts";

const HOUR_MS = 3_600_000;

type Props = {
  readonly headlines: readonly Headline[];
  readonly rollout: RolloutView;
  readonly stale: boolean;
  readonly brief?: boolean;
  readonly className: string;
};

/** The headline metrics as cards, each with its last hour. */
export function HeadlineGrid({ headlines, rollout, stale, brief = false, className }: Props): ReactNode {
  const series = useSeries({
    metrics: headlines.map((headline) => headline.now.metric).slice(0, 12),
    spanMs: HOUR_MS,
    // minutes are summed already: a step below one would be read tick by tick
    buckets: 60,
  }).data;
  return (
    <div className={className}>
      {headlines.map((headline) => (
        <HeadlineCard
          key={headline.now.metric}
          headline={headline}
          line={lineOf(series, headline.now.metric, rollout)}
          hangsFromOne={hangsFromOne(headline.now.unit, headline.now.passAt)}
          stale={stale}
          brief={brief}
        />
      ))}
    </div>
  );
}
