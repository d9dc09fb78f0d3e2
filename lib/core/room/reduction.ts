import type { Plan } from "../plan/plan.ts";
import { durationMs } from "../plan/when.ts";
import type { EpochMs } from "../time.ts";
import { groupLabel, percentText, SAME_SHARE, shareOf, type Split } from "../traffic/split.ts";
import { reduceTraffic } from "../traffic/traffic-state.ts";
import { activeAlerts, type Alert } from "./alert.ts";
import type { RoomEvent } from "./room-event.ts";
import type { Room } from "./room.ts";
import { silenceOf } from "./silence.ts";
import { trafficNow, type Countdown } from "./traffic.ts";

type Ended = Extract<RoomEvent, { type: "traffic_countdown_ended" }>;
export type ReductionDuty = { readonly plan: Plan; readonly room: Room; readonly now: EpochMs };

/**
 * What the plan's automatic reduction has to do at this moment: begin its countdown for a critical alert, end it where the
 * alert is over or people were faster, reduce when it has run out. What turns critical before a cancelled countdown would have
 * run out begins none: trouble shows in one figure after the other. Nothing where the plan has none. Pure.
 */
export function reductionDuties(duty: ReductionDuty): readonly RoomEvent[] {
  const { countdown } = duty.room.traffic;
  return countdown ? goOn(countdown, duty) : begin(duty);
}

function begin({ plan, room, now }: ReductionDuty): readonly RoomEvent[] {
  const automatic = plan.traffic?.automatic;
  if (!automatic) return [];
  const { group, to, after } = automatic;
  if (shareOf(trafficNow(room, plan).intended, group) <= to + SAME_SHARE) return [];
  // a silenced alert is known and in hand; one of the traffic itself is not helped by moving it
  const alert = criticalAlerts(room).find(
    (one) => !room.traffic.settled.includes(one.id) && !silenceOf(room.silences, one, now) && !isOfTraffic(plan, one),
  );
  if (!alert) return [];
  if (now < (room.traffic.cancelledUntil ?? 0)) return [{ type: "traffic_countdown_spared", alert: alert.id }];
  const until = now + durationMs(after);
  return [{ type: "traffic_countdown_begun", alert: alert.id, group, share: to, until }];
}

function goOn(countdown: Countdown, { plan, room, now }: ReductionDuty): readonly RoomEvent[] {
  const { group, share } = countdown;
  const alert = room.alerts[countdown.alert];
  if (!alert || alert.resolved) return [over(countdown, "The alert is over.")];
  if (alert.severity !== "critical") return [over(countdown, `The alert is ${alert.severity} now.`)];
  const state = trafficNow(room, plan);
  const made = countdownMade(room, state.intended, plan);
  if (made) return [made];
  if (now < countdown.until) return [];
  const reduced = plan.traffic ? reduceTraffic(state, plan.traffic, { group, share }) : null;
  if (!reduced?.ok) return [over(countdown, reduced?.refusal.message ?? "The plan moves no traffic any more.")];
  const set: RoomEvent = {
    ...{ type: "traffic_set", how: "reduce", step: null, alert: alert.id, ...reduced.value },
    reason: `Nobody cancelled the automatic reduction for ${alert.label}.`,
  };
  return [set, ...[countdownMade(room, reduced.value.intended, plan)].flatMap((ended) => ended ?? [])];
}

/** The end of the countdown under way when `intended` gives its group no more than it would have; null otherwise. */
export function countdownMade(room: Room, intended: Split, plan: Plan): Ended | null {
  const { countdown } = room.traffic;
  if (!countdown || shareOf(intended, countdown.group) > countdown.share + SAME_SHARE) return null;
  const label = groupLabel(countdown.group, plan.traffic?.groups ?? []);
  const reason = `${label} is at ${percentText(shareOf(intended, countdown.group))}.`;
  return { ...ending(countdown), how: "done", reason, settles: settledBy(room, countdown) };
}

/** A lead decides against it: for every alert that is critical now. */
export function countdownCancelled(room: Room, countdown: Countdown, reason: string): Ended {
  return { ...ending(countdown), how: "cancelled", reason, settles: settledBy(room, countdown) };
}

function over(countdown: Countdown, reason: string): Ended {
  return { ...ending(countdown), how: "over", reason, settles: [] };
}

function ending({ alert }: Countdown): Pick<Ended, "type" | "alert"> {
  return { type: "traffic_countdown_ended", alert };
}

/** Who decides sees all that is critical, and decides for all of it. */
function settledBy(room: Room, { alert }: Countdown): string[] {
  return [...new Set([alert, ...criticalAlerts(room).map(({ id }) => id)])];
}

function criticalAlerts(room: Room): readonly Alert[] {
  return activeAlerts(room.alerts).filter(({ severity }) => severity === "critical");
}

function isOfTraffic(plan: Plan, { rule }: Alert): boolean {
  return plan.alerts.find(({ id }) => id === rule)?.kind === "traffic";
}
