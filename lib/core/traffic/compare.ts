import { allShares, groupLabel, percentText, type Split, type TrafficGroups } from "./split.ts";

/** Percentage points between intended and actual that still count as the same: whole weights cannot give every share. */
export const SHARE_TOLERANCE = 0.5;

/** One group, or the stable version, whose actual share is not the intended one; both in percent. */
export type ShareDifference = { readonly group: string; readonly intended: number; readonly actual: number };

/** Groups whose shares are more than `tolerance` percentage points apart, in the plan's order; empty when they agree. */
export function shareDifferences(
  intended: Split,
  actual: Split,
  { groups, tolerance = SHARE_TOLERANCE }: { readonly groups: TrafficGroups; readonly tolerance?: number },
): readonly ShareDifference[] {
  const ids = groups.map(({ id }) => id);
  const read = allShares(actual, ids);
  return Object.entries(allShares(intended, ids))
    .map(([group, share]) => ({ group, intended: share, actual: read[group] ?? 0 }))
    .filter((difference) => Math.abs(difference.intended - difference.actual) > tolerance);
}

/**
 * "Rollout 50 % intended, 100 % read back from haproxy; Stable version 50 % intended, 0 % read back from haproxy."; null when
 * nothing differs. `from` is who was asked, as people call it.
 */
export function differenceSentence(
  differences: readonly ShareDifference[],
  { groups, from }: { readonly groups: TrafficGroups; readonly from: string },
): string | null {
  const parts = differences.map(
    ({ group, intended, actual }) =>
      `${groupLabel(group, groups)} ${percentText(intended)} intended, ${percentText(actual)} read back from ${from}`,
  );
  return parts.length > 0 ? `${parts.join("; ")}.` : null;
}
