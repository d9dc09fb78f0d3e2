import type { Plan } from "../plan/plan.ts";
import type { EpochMs } from "../time.ts";
import type { Severity } from "../plan/alerts.ts";
import type { Alert } from "./alert.ts";
import type { Evidence } from "./evidence.ts";
import { isIncident } from "./incident.ts";
import { timelineEvents, timelineRows, type TimelineRow } from "./incident-timeline.ts";
import type { IncidentWindow } from "./incident-windows.ts";
import type { PlaybookExit } from "./playbook-run.ts";
import type { LoggedEvent, RoomEvent } from "./room-event.ts";
import type { Room } from "./room.ts";

/** Everything the log holds of one incident. Times in epoch ms, lengths in ms. */
export type IncidentRecord = {
  readonly alert: string;
  readonly label: string;
  readonly rule: string;
  readonly subject: string | null;
  /** The worst it has been. */
  readonly severity: Severity;
  readonly since: EpochMs;
  readonly firedAt: EpochMs;
  readonly over: EpochMs | null;
  /** From when it began until the alert, somebody's acknowledgement, and its end; null for what has not happened. */
  readonly took: { readonly notice: number; readonly acknowledge: number | null; readonly resolve: number | null };
  readonly exit: PlaybookExit | null;
  readonly timeline: readonly TimelineRow[];
  /** What people decided, of the timeline. */
  readonly decisions: readonly TimelineRow[];
  /** What was measured each time that it turned. */
  readonly turns: readonly { readonly at: EpochMs; readonly severity: Severity; readonly evidence: Evidence }[];
  /** Before, during and after; null until it has been over for long enough. */
  readonly windows: readonly IncidentWindow[] | null;
  /** The rows of the log that it rests on; the hash is that of the last. */
  readonly log: { readonly first: number; readonly last: number; readonly hash: string };
};

type About = { readonly plan: Plan; readonly room: Room; readonly alert: Alert };

/**
 * The record of an incident, from the log's events (all, or those of `isOfTimelines`) and the room after the last of them:
 * the same log gives the same record. Null for an alert that was never more than low. Pure.
 */
export function incidentRecord(events: readonly LoggedEvent[], { plan, room, alert }: About): IncidentRecord | null {
  if (!isIncident(alert)) return null;
  const about = { plan, room, alert };
  const own = timelineEvents(events, about);
  const timeline = timelineRows(own, about);
  const decided = new Set(own.filter(isDecision).map(({ seq }) => seq));
  const taken = own.find(({ event }) => event.type === "alert_acknowledged");
  return {
    alert: alert.id,
    label: alert.label,
    rule: alert.rule,
    subject: alert.subject,
    severity: alert.worst,
    since: alert.since,
    firedAt: alert.firedAt,
    over: alert.resolved?.at ?? null,
    took: {
      notice: alert.firedAt - alert.since,
      acknowledge: taken ? taken.at - alert.since : null,
      resolve: alert.resolved && alert.resolved.at - alert.since,
    },
    exit: room.playbooks[alert.id]?.left?.exit ?? null,
    timeline,
    decisions: timeline.filter(({ seq }) => decided.has(seq)),
    turns: own.flatMap(turnOf),
    windows: alert.measured,
    log: { first: own[0]?.seq ?? 0, last: own.at(-1)?.seq ?? 0, hash: own.at(-1)?.hash ?? "" },
  };
}

const DECISIONS: ReadonlySet<RoomEvent["type"]> = new Set([
  "alert_acknowledged",
  "silence_begun",
  "silence_ended",
  "step_done",
  "playbook_left",
  "traffic_set",
  "rescheduled",
  "decision_made",
  "decision_seconded",
]);

function isDecision({ event, actor }: LoggedEvent): boolean {
  return actor.kind === "person" && DECISIONS.has(event.type);
}

function turnOf({ at, event }: LoggedEvent): IncidentRecord["turns"] {
  if (event.type !== "alert_fired" && event.type !== "alert_changed") return [];
  return event.evidence ? [{ at, severity: event.severity, evidence: event.evidence }] : [];
}
