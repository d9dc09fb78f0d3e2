import type { Plan } from "../plan/plan.ts";
import type { Schedule } from "../plan/schedule.ts";
import { openActions } from "../room/action-item.ts";
import { activeAlerts, alertState } from "../room/alert.ts";
import { roleLabel } from "../room/deciding.ts";
import type { Room } from "../room/room.ts";
import type { HandoffItem } from "../room/shift.ts";
import type { EpochMs } from "../time.ts";
import { momentWordsFrom } from "../time-words.ts";

/** A metric as it stands, judged: `reason` is its verdict in one sentence. */
export type Standing = {
  readonly metric: string;
  readonly label: string;
  readonly verdict: "PASS" | "WARN" | "FAIL" | "NO_DATA";
  readonly reason: string;
};

export type DraftPlace = {
  readonly plan: Plan;
  readonly room: Room;
  readonly schedule: Schedule;
  readonly now: EpochMs;
  /** The last five minutes; only headline metrics are told. */
  readonly figures: readonly Standing[];
  /** When the outgoing shift began: incidents since then are told. */
  readonly since: EpochMs;
};

/** What the next shift has to know, out of the room: what is not well first, then what is to be done. Pure. */
export function handoffItems(place: DraftPlace): readonly HandoffItem[] {
  return [
    ...stateItems(place),
    ...alertItems(place),
    ...silenceItems(place),
    ...actionItems(place),
    ...gateItems(place),
    ...incidentItems(place),
  ];
}

/** The first sentence of a handoff, for its writer to go on from. */
export function handoffSummary(items: readonly HandoffItem[]): string {
  const count = (kind: HandoffItem["kind"]): number => items.filter((item) => item.kind === kind).length;
  const alerts = count("alert") === 0 ? "No alert is on" : many(count("alert"), "alert is on", "alerts are on");
  const actions =
    count("action") === 0 ? "nothing is open" : many(count("action"), "action item is", "action items are");
  return `${alerts}; ${actions}${count("action") === 0 ? "" : " open"}.`;
}

function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

function stateItems({ plan, figures }: DraftPlace): readonly HandoffItem[] {
  const judged = figures.filter(({ metric }) => plan.headlines.includes(metric));
  const wrong = judged.filter(({ verdict }) => verdict !== "PASS");
  if (judged.length > 0 && wrong.length === 0)
    return [{ id: "state", kind: "state", text: `All ${judged.length} headline metrics PASS.` }];
  return wrong.map(({ metric, label, verdict, reason }) => ({
    id: `state:${metric}`,
    kind: "state",
    text: `${label}: ${verdict === "NO_DATA" ? "NO DATA" : verdict}. ${reason}`,
  }));
}

function alertItems({ room, now }: DraftPlace): readonly HandoffItem[] {
  return activeAlerts(room.alerts).map((alert) => {
    const state = alertState(alert) === "acknowledged" ? "taken in hand" : "firing";
    const since = momentWordsFrom(now, alert.since);
    return {
      id: `alert:${alert.id}`,
      kind: "alert",
      text: `${alert.label} (${alert.severity}), ${state}, since ${since}. ${alert.sentence}`,
    };
  });
}

function silenceItems({ plan, room, now }: DraftPlace): readonly HandoffItem[] {
  return Object.values(room.silences)
    .filter(({ until }) => now < until)
    .map(({ id, rule, subject, until, reason }) => {
      const label = plan.alerts.find((each) => each.id === rule)?.label ?? rule;
      const about = subject === null ? "" : ` for ${subject}`;
      return {
        id: `silence:${id}`,
        kind: "silence",
        text: `${label}${about} is silenced until ${momentWordsFrom(now, until)}: ${reason}`,
      };
    });
}

function actionItems({ plan, room, now }: DraftPlace): readonly HandoffItem[] {
  return openActions(room.actions).map(({ id, label, owner, due }) => {
    const when = due < now ? `was due ${momentWordsFrom(now, due)}` : `due ${momentWordsFrom(now, due)}`;
    return { id: `action:${id}`, kind: "action", text: `${label}. ${roleLabel(plan, owner)}, ${when}.` };
  });
}

function gateItems({ schedule, now }: DraftPlace): readonly HandoffItem[] {
  const gate = schedule.checkpoints.find(({ kind, at }) => kind === "gate" && at > now);
  const text = gate && `Next gate: ${gate.label}, at ${momentWordsFrom(now, gate.at)}.`;
  return gate && text ? [{ id: `gate:${gate.id}`, kind: "gate", text }] : [];
}

function incidentItems({ room, now, since }: DraftPlace): readonly HandoffItem[] {
  return Object.values(room.alerts).flatMap(({ id, label, worst, firedAt, resolved }) => {
    if (!resolved || resolved.at < since || worst === "low") return [];
    const span = `${momentWordsFrom(now, firedAt)} to ${momentWordsFrom(now, resolved.at)}`;
    return [{ id: `incident:${id}`, kind: "incident", text: `${label} (${worst}) is over, ${span}.` }];
  });
}
