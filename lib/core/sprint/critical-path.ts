import type { EpochMs } from "../time.ts";

/** A piece of work; `needs` are ids of others that end first, `notBefore` the earliest it may begin (epoch ms). */
export type Activity = {
  readonly id: string;
  readonly lengthMs: number;
  readonly notBefore: EpochMs;
  readonly needs: readonly string[];
};
export type Placed = {
  readonly id: string;
  readonly earlyFrom: EpochMs;
  readonly earlyTo: EpochMs;
  /** How much later it may end with nothing ending after the end, in ms; below 0 where the end is missed already. */
  readonly slackMs: number;
  /** Has the least slack of all, or none: on the longest chain. */
  readonly critical: boolean;
};
/**
 * Earliest dates, slack against `end` (epoch ms; when absent, against the last activity's end) and critical activities by the
 * critical path method: a pass forward, one backward (J. E. Kelley and M. R. Walker, "Critical-Path Planning and Scheduling",
 * 1959). Needs that name no activity are passed over. Pure; what goes round in a circle, which no sound plan does, has no dates.
 */
export function criticalPath(activities: readonly Activity[], end?: EpochMs): ReadonlyMap<string, Placed> {
  const order = inOrder(activities);
  const ends = new Map<string, EpochMs>();
  for (const { id, needs, notBefore, lengthMs } of order)
    ends.set(id, Math.max(notBefore, ...needs.map((need) => ends.get(need) ?? notBefore)) + lengthMs);
  const finish = end ?? Math.max(...ends.values());
  const latest = new Map<string, EpochMs>();
  for (const { id, needs, lengthMs } of order.toReversed()) {
    const last = latest.get(id) ?? finish;
    latest.set(id, last);
    for (const need of needs) latest.set(need, Math.min(latest.get(need) ?? finish, last - lengthMs));
  }
  const slackOf = (id: string): number => (latest.get(id) ?? finish) - (ends.get(id) ?? finish);
  const least = Math.max(0, Math.min(...order.map(({ id }) => slackOf(id))));
  const placed = order.map(({ id, lengthMs }): [string, Placed] => {
    const earlyTo = ends.get(id) ?? finish;
    const slackMs = slackOf(id);
    return [id, { id, earlyFrom: earlyTo - lengthMs, earlyTo, slackMs, critical: slackMs <= least }];
  });
  return new Map(placed);
}

/** Every activity after those it needs. */
function inOrder(activities: readonly Activity[]): readonly Activity[] {
  const waiting = new Map(activities.map((activity) => [activity.id, activity]));
  const order: Activity[] = [];
  for (;;) {
    const free = [...waiting.values()].filter(({ needs }) => needs.every((need) => !waiting.has(need)));
    if (free.length === 0) return order;
    for (const activity of free) {
      order.push(activity);
      waiting.delete(activity.id);
    }
  }
}
