import { useQuery } from "@tanstack/react-query";
import { MINUTE_MS, type EpochMs } from "#core/time";
import { replayMarksSchema, type ReplayMark } from "#wire/replay";
import { ask } from "./api.ts";
import { valueOf } from "./query-client.ts";

const NONE: readonly ReplayMark[] = [];

/** Gates, alerts and decisions of the whole rollout, oldest first; none until they are read, or where they cannot be. */
export function useReplayMarks(rollout: string | null): readonly ReplayMark[] {
  const path = `/api/v1/replay/marks${rollout === null ? "" : `?rollout=${rollout}`}`;
  const { data } = useQuery({
    queryKey: ["replay-marks", rollout],
    queryFn: ({ signal }) => valueOf(ask(path, { schema: replayMarksSchema, signal })),
    staleTime: 5 * MINUTE_MS,
  });
  return data?.marks ?? NONE;
}

/** The marks before and after a moment: where the keys lead. */
export function marksAround(
  marks: readonly ReplayMark[],
  at: EpochMs,
): { readonly previous: EpochMs | null; readonly next: EpochMs | null } {
  return {
    previous: marks.findLast((mark) => mark.at < at)?.at ?? null,
    next: marks.find((mark) => mark.at > at)?.at ?? null,
  };
}

/** As many places as a slider can show apart. */
const PLACES = 200;

/** Where marks stand on [from, to], from 0 to 1; several of a kind in one place are one. */
export function markPlaces(
  marks: readonly ReplayMark[],
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
): readonly { readonly kind: ReplayMark["kind"]; readonly share: number }[] {
  const places = new Map<string, { kind: ReplayMark["kind"]; share: number }>();
  for (const { at, kind } of marks) {
    const share = (at - from) / Math.max(1, to - from);
    const key = `${kind} ${Math.round(share * PLACES)}`;
    if (share >= 0 && share <= 1 && !places.has(key)) places.set(key, { kind, share });
  }
  return [...places.values()];
}
