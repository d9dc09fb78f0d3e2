import { formatWritten } from "../measure/format.ts";
import { accept, refuse, type Outcome } from "../outcome.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * Shares in percent of all traffic, by the plan's groups; a group that is absent has none. They add up to 100 at most: what is
 * left stays on the stable version, the one before the rollout.
 */
export type Split = Readonly<Record<string, number>>;

/** What the remainder is called where groups are named; no group of a plan is called so. */
export const STABLE = "stable";

/** Shares are compared to a millionth of a percent: 33.3 + 66.7 is 100. */
export const SAME_SHARE = 1e-6;

/** Ids and labels of a plan's groups, in its order. */
export type TrafficGroups = NonNullable<Plan["traffic"]>["groups"];

export function shareOf(split: Split, group: string): number {
  return split[group] ?? 0;
}

/** Percent of all traffic that no group has, 0 to 100. */
export function stableShare(split: Split): number {
  const given = Object.values(split).reduce((sum, share) => sum + share, 0);
  return Math.min(100, Math.max(0, rounded(100 - given)));
}

/** Shares of `groups` and, last, of the stable version: what a controller is told, adding up to 100. */
export function allShares(split: Split, groups: readonly string[]): Readonly<Record<string, number>> {
  return { ...Object.fromEntries(groups.map((group) => [group, shareOf(split, group)])), [STABLE]: stableShare(split) };
}

/** The split itself, when `groups` has every group in it and its shares can be given out; `invalid` otherwise. */
export function checkSplit(split: Split, groups: TrafficGroups): Outcome<Split> {
  for (const [group, share] of Object.entries(split)) {
    if (!groups.some(({ id }) => id === group))
      return refuse("invalid", `There is no group "${group}" to give traffic to.`);
    if (Number.isNaN(share)) return refuse("invalid", `${groupLabel(group, groups)} needs a share from 0 to 100 %.`);
    if (!(share >= 0 && share <= 100))
      return refuse("invalid", `${groupLabel(group, groups)} cannot have ${percentText(share)} of the traffic.`);
  }
  const given = Object.values(split).reduce((sum, share) => sum + share, 0);
  if (given > 100 + SAME_SHARE)
    return refuse("invalid", `That gives out ${percentText(given)} of the traffic: ${splitText(split, groups)}.`);
  return accept(split);
}

export function groupLabel(group: string, groups: TrafficGroups): string {
  if (group === STABLE) return "Stable version";
  return groups.find(({ id }) => id === group)?.label ?? group;
}

/** "Canary 1 %, Ramp 10 %, Stable version 89 %": those that have traffic, in the plan's order. */
export function splitText(split: Split, groups: TrafficGroups): string {
  return Object.entries(
    allShares(
      split,
      groups.map(({ id }) => id),
    ),
  )
    .filter(([, share]) => share > SAME_SHARE)
    .map(([group, share]) => `${groupLabel(group, groups)} ${percentText(share)}`)
    .join(", ");
}

/** "50 %", "33.33 %": at most two decimals. */
export function percentText(share: number): string {
  return formatWritten(Math.round(share * 100) / 100, "%");
}

/** Without the dust of binary fractions: 100 - 33.3 - 66.7 is 0. */
export function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
