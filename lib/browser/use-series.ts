import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { MINUTE_MS, TICK_MS, type EpochMs } from "#core/time";
import type { History, Series } from "#wire/history";
import { fetchHistory, fetchSeries } from "./api.ts";
import { valueOf } from "./query-client.ts";
import { useShownMoment } from "./replay-context.ts";
import { useNow } from "./use-now.ts";

const ASK_EVERY_MS = 10_000;

export type SpanAsked = {
  /** Length of the range that ends now, in ms of the rollout's clock. */
  readonly spanMs: number;
  readonly buckets: number;
};

/** Whole steps only, so that buckets keep their edges and a chart does not shimmer from one question to the next. */
function alignedRange(now: number, asked: SpanAsked): { readonly from: number; readonly to: number } {
  const stepMs = Math.max(TICK_MS, Math.ceil(asked.spanMs / asked.buckets / TICK_MS) * TICK_MS);
  const to = Math.floor(now / stepMs) * stepMs;
  return { from: to - stepMs * asked.buckets, to };
}

export type SeriesSpan = SpanAsked & { readonly metrics: readonly string[]; readonly segment?: string };

/** Pooled metrics over the newest `spanMs`; asked again as time goes on. */
export function useSeries(asked: SeriesSpan): UseQueryResult<Series> {
  const now = useNow();
  const known = now !== null;
  const moment = useShownMoment();
  const range = alignedRange(now ?? 0, asked);
  return useQuery({
    queryKey: ["series", asked.metrics, asked.segment ?? null, asked.spanMs, asked.buckets, moment],
    queryFn: ({ signal }) => valueOf(fetchSeries({ ...asked, ...range }, signal)),
    enabled: known && asked.metrics.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: moment === null && ASK_EVERY_MS,
    refetchIntervalInBackground: true,
  });
}

export type SeriesRange = {
  readonly metric: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly buckets: number;
  readonly isWhole: boolean;
};

/** One metric over a range that grows at its end until it is whole; late samples are drawn too. */
export function useSeriesRange(asked: SeriesRange): UseQueryResult<Series> {
  const { metric, from, to, buckets, isWhole } = asked;
  const moment = useShownMoment();
  return useQuery({
    queryKey: ["series-range", metric, from, isWhole, moment],
    queryFn: ({ signal }) => valueOf(fetchSeries({ metrics: [metric], from, to, buckets }, signal)),
    placeholderData: keepPreviousData,
    refetchInterval: moment === null && (isWhole ? MINUTE_MS : ASK_EVERY_MS),
  });
}

/** One target's history over the newest `spanMs`. Long spans change slowly and are asked for less often. */
export function useHistory(asked: SpanAsked & { readonly target: string }): UseQueryResult<History> {
  const now = useNow();
  const range = alignedRange(now ?? 0, asked);
  const moment = useShownMoment();
  return useQuery({
    queryKey: ["history", asked.target, asked.spanMs, asked.buckets, moment],
    queryFn: ({ signal }) => valueOf(fetchHistory({ ...asked, ...range }, signal)),
    enabled: now !== null,
    placeholderData: (held) => (held?.target === asked.target ? held : undefined),
    refetchInterval: moment === null && (asked.spanMs > 360 * MINUTE_MS ? MINUTE_MS : ASK_EVERY_MS),
  });
}
