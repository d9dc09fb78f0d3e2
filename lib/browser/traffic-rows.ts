import type { Plan } from "#core/plan/plan";
import { ownT0 } from "#core/plan/schedule";
import { momentMs } from "#core/plan/when";
import type { Actor } from "#core/room/actor";
import { activeAlerts } from "#core/room/alert";
import type { Room } from "#core/room/room";
import { trafficNow } from "#core/room/traffic";
import { SHARE_TOLERANCE } from "#core/traffic/compare";
import { controlName } from "#core/traffic/control-name";
import { allShares, groupLabel, SAME_SHARE, shareOf, STABLE, type Split } from "#core/traffic/split";
import type { EpochMs } from "#core/time";
import type { RolloutView } from "#wire/rollout";

type Standing = { readonly plan: Plan; readonly room: Room };
export type TrafficControlKind = RolloutView["trafficControl"];

/** Shares in percent of all traffic; `actual` is null while nothing was read back. */
export type ShareRow = {
  readonly id: string;
  readonly label: string;
  readonly intended: number;
  readonly actual: number | null;
  readonly differs: boolean;
};

/** Every group of the plan, in its order, and last what stays on the stable version; empty where the plan moves no traffic. */
export function shareRows({ plan, room }: Standing): readonly ShareRow[] {
  if (!plan.traffic) return [];
  const { groups } = plan.traffic;
  const ids = groups.map(({ id }) => id);
  const { read } = room.traffic;
  const actual = read && allShares(read.actual, ids);
  return Object.entries(allShares(trafficNow(room, plan).intended, ids)).map(([id, intended]) => {
    const share = actual ? (actual[id] ?? 0) : null;
    const differs = share !== null && Math.abs(share - intended) > SHARE_TOLERANCE;
    return { id, label: groupLabel(id, groups), intended, actual: share, differs };
  });
}

/** Those that have traffic, or should have: what fits on a wall. */
export function briefShares(rows: readonly ShareRow[]): readonly ShareRow[] {
  return rows.filter(({ intended, actual }) => intended > SAME_SHARE || (actual ?? 0) > SAME_SHARE);
}

export type TrafficWord = "undecided" | "moving" | "failed" | "recorded" | "moved" | "differs" | "unread" | "agrees";
export type TrafficState = {
  readonly word: TrafficWord;
  /** What is so, without the moment, which stands behind it. */
  readonly sentence: string;
  readonly at: EpochMs | null;
};

/** Whether the traffic goes where it was decided to go, and how that is known. */
export function trafficState({ plan, room }: Standing): TrafficState {
  const { decided, pending, failed, applied, read } = room.traffic;
  if (!decided) return { word: "undecided", sentence: "Nothing was decided yet: it is as the plan begins.", at: null };
  if (pending && failed)
    return { word: "failed", sentence: `${failed.sentence} It is tried again until it is done.`, at: failed.at };
  if (pending || !applied) return { word: "moving", sentence: "Decided, and being moved.", at: decided.at };
  if (applied.control === "record")
    return { word: "recorded", sentence: "Recorded, for people to move: nothing is read back.", at: applied.at };
  const from = controlName(applied.control);
  if (read && read.differs !== null) return { word: "differs", sentence: read.differs, at: read.at };
  const unread = unreadSentence({ plan, room });
  if (unread) return { word: "unread", ...unread };
  if (!read) return { word: "moved", sentence: `Moved by ${from}, and not read back yet.`, at: applied.at };
  return { word: "agrees", sentence: `Read back from ${from} as decided.`, at: read.at };
}

/** What the traffic's own alert says where nothing else is wrong: the controller does not answer. */
function unreadSentence({ plan, room }: Standing): { readonly sentence: string; readonly at: EpochMs } | null {
  const rules = new Set(plan.alerts.filter(({ kind }) => kind === "traffic").map(({ id }) => id));
  const alert = activeAlerts(room.alerts).find(({ rule }) => rules.has(rule));
  const { read } = room.traffic;
  // read well since: the alert only waits for its end
  if (!alert || (read && read.at >= alert.firedAt)) return null;
  return { sentence: alert.sentence, at: alert.firedAt };
}

export type TrafficStepRow = {
  readonly id: string;
  readonly label: string;
  /** When the plan means it to be taken; null for one in reserve. */
  readonly at: EpochMs | null;
  /** "Canary 1 % → 0 %, Rollout 0 % → 100 %". */
  readonly changes: string;
  readonly taken: { readonly by: Actor; readonly at: EpochMs } | null;
  readonly state: "holds" | "taken" | "next" | "planned" | "reserve";
};

/** The plan's steps: those with a time in their order, those in reserve after them. One at most is the next. */
export function trafficSteps({ plan, room, t0 }: Standing & { readonly t0: EpochMs }): readonly TrafficStepRow[] {
  const { groups, steps } = plan.traffic ?? { groups: [], steps: [] };
  const own = ownT0(plan);
  const { intended } = trafficNow(room, plan);
  const rows = steps.map((step) => {
    const at = step.at === undefined ? null : momentMs(step.at, own) + t0 - own;
    const taken = room.traffic.taken[step.id] ?? null;
    const changes = step.changes.map(({ group, from, to }) => `${groupLabel(group, groups)} ${from} % → ${to} %`);
    return { id: step.id, label: step.label, at, taken, changes: changes.join(", "), holds: holds(step, intended) };
  });
  const ordered = rows.toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || 0);
  const last = ordered.findLastIndex(({ at, taken }) => at !== null && taken !== null);
  const next = ordered.slice(last + 1).find(({ at }) => at !== null);
  return ordered.map(({ holds: isSo, ...row }) => ({ ...row, state: stateOf(row, isSo, row.id === next?.id) }));
}

function stateOf(
  { at, taken }: Pick<TrafficStepRow, "at" | "taken">,
  isSo: boolean,
  isNext: boolean,
): TrafficStepRow["state"] {
  if (taken) return isSo ? "holds" : "taken";
  if (isNext) return "next";
  return at === null ? "reserve" : "planned";
}

function holds({ changes }: NonNullable<Plan["traffic"]>["steps"][number], intended: Split): boolean {
  return changes.every(({ group, to }) => Math.abs(shareOf(intended, group) - to) <= SAME_SHARE);
}

/** Groups that have traffic to lose, the largest share first. */
export function reducible({ plan, room }: Standing): readonly ShareRow[] {
  return shareRows({ plan, room })
    .filter(({ id, intended }) => id !== STABLE && intended > SAME_SHARE)
    .toSorted((a, b) => b.intended - a.intended);
}

export type CountdownRow = {
  readonly alert: string;
  readonly alertLabel: string;
  readonly group: string;
  readonly groupLabel: string;
  readonly share: number;
  readonly until: EpochMs;
  /** Never below 0: then it is made with the next tick. */
  readonly leftMs: number;
};

/** The reduction on its way that nobody has to make; null while there is none. */
export function countdownRow({ plan, room, now }: Standing & { readonly now: EpochMs }): CountdownRow | null {
  const { countdown } = room.traffic;
  if (!countdown) return null;
  const { alert, group, share, until } = countdown;
  return {
    ...{ alert, group, share, until },
    alertLabel: room.alerts[alert]?.label ?? alert,
    groupLabel: groupLabel(group, plan.traffic?.groups ?? []),
    leftMs: Math.max(0, until - now),
  };
}
