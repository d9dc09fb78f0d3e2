import type { ClosingEvent } from "./closing/closing.ts";
import type { RoomEvent } from "./room-event.ts";

/** What an event is about, for finding it in the log. */
export type EventGroup =
  | "roster"
  | "readiness"
  | "poll"
  | "launch"
  | "checkpoints"
  | "actions"
  | "alerts"
  | "traffic"
  | "shifts"
  | "sprint"
  | "criteria"
  | "reports"
  | "notes";

const GROUPS: Readonly<Record<RoomEvent["type"], EventGroup>> = {
  role_assigned: "roster",
  vote_delegated: "roster",
  checked_in: "roster",
  checked_out: "roster",
  item_checked: "readiness",
  item_attested: "readiness",
  item_withdrawn: "readiness",
  item_waived: "readiness",
  channel_tested: "readiness",
  poll_opened: "poll",
  vote_cast: "poll",
  poll_closed: "poll",
  ramp_decided: "launch",
  rescheduled: "launch",
  rollout_started: "launch",
  line_done: "launch",
  delay_begun: "launch",
  delay_step_begun: "launch",
  delay_step_done: "launch",
  delay_left: "launch",
  rollout_archived: "launch",
  rollout_reopened: "launch",
  checkpoint_opened: "checkpoints",
  entry_submitted: "checkpoints",
  decision_made: "checkpoints",
  decision_seconded: "checkpoints",
  decision_declined: "checkpoints",
  action_added: "actions",
  action_handed: "actions",
  action_closed: "actions",
  action_reopened: "actions",
  alert_fired: "alerts",
  alert_changed: "alerts",
  alert_widened: "alerts",
  alert_acknowledged: "alerts",
  alert_escalated: "alerts",
  alert_resolved: "alerts",
  alert_noted: "alerts",
  alert_measured: "alerts",
  silence_begun: "alerts",
  silence_ended: "alerts",
  playbook_begun: "alerts",
  step_begun: "alerts",
  step_done: "alerts",
  playbook_left: "alerts",
  traffic_set: "traffic",
  traffic_applied: "traffic",
  traffic_failed: "traffic",
  traffic_confirmed: "traffic",
  traffic_differs: "traffic",
  traffic_countdown_begun: "traffic",
  traffic_countdown_ended: "traffic",
  traffic_countdown_spared: "traffic",
  shift_taken: "shifts",
  shift_released: "shifts",
  handoff_written: "shifts",
  handoff_accepted: "shifts",
  task_moved: "sprint",
  task_progressed: "sprint",
  task_blocked: "sprint",
  task_unblocked: "sprint",
  task_delivered: "sprint",
  task_impact: "sprint",
  task_assigned: "sprint",
  task_noted: "sprint",
  milestone_confirmed: "sprint",
  stream_answered: "sprint",
  figure_given: "criteria",
  confidence_given: "criteria",
  criteria_frozen: "criteria",
  criterion_settled: "criteria",
  stabilisation_confirmed: "criteria",
  stabilisation_seconded: "criteria",
  stabilisation_declined: "criteria",
  baseline_stored: "criteria",
  checklist_ticked: "criteria",
  checklist_unticked: "criteria",
  report_text_written: "reports",
  brief_written: "reports",
  note_added: "notes",
  event_unreadable: "notes",
};

export function eventGroup(type: RoomEvent["type"]): EventGroup {
  return GROUPS[type];
}

/** Events of the traffic: what was decided, and what became of it. */
export type TrafficTurn = Extract<RoomEvent, { type: `traffic_${string}` }>;

export function isTrafficTurn(event: RoomEvent): event is TrafficTurn {
  return GROUPS[event.type] === "traffic";
}

/** Events of shifts and of what one hands to the next. */
export type ShiftTurn = Extract<RoomEvent, { type: `shift_${string}` | `handoff_${string}` }>;

export function isShiftTurn(event: RoomEvent): event is ShiftTurn {
  return GROUPS[event.type] === "shifts";
}

/** Events of procedures for a rollout that cannot start on time. */
export type DelayTurn = Extract<RoomEvent, { type: `delay_${string}` }>;

export function isDelayTurn(event: RoomEvent): event is DelayTurn {
  return event.type.startsWith("delay_");
}

/** Events of the sprint's tasks and milestones. */
export type SprintTurn = Extract<RoomEvent, { type: `task_${string}` | "milestone_confirmed" | "stream_answered" }>;

export function isSprintTurn(event: RoomEvent): event is SprintTurn {
  return GROUPS[event.type] === "sprint";
}

/** Events of the success criteria, of what closes the rollout, and of the final checklist. */
export function isClosingTurn(event: RoomEvent): event is ClosingEvent {
  return GROUPS[event.type] === "criteria";
}

/** Events of alerts, of what silences them, and of their procedures. */
export type AlertTurn = Extract<
  RoomEvent,
  { type: `alert_${string}` | `silence_${string}` | `playbook_${string}` | `step_${string}` }
>;

export function isAlertTurn(event: RoomEvent): event is AlertTurn {
  return GROUPS[event.type] === "alerts";
}

/** Events of the rollout's own course, which belong to none of the groups above. */
export type CourseTurn = Exclude<
  RoomEvent,
  AlertTurn | TrafficTurn | ShiftTurn | DelayTurn | SprintTurn | ClosingEvent
>;
