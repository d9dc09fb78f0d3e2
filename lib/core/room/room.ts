import { applyAction, raiseAction, type Actions } from "./action-item.ts";
import { applyArchive, type Archive } from "./archive.ts";
import { applyAlert, type Alerts } from "./alert.ts";
import { applyPlaybook, type PlaybookRuns } from "./playbook-run.ts";
import { applySilence, type Silences } from "./silence.ts";
import { applyCheckpoint, type Checkpoints } from "./checkpoint.ts";
import { applyClosing, EMPTY_CLOSING, type Closing } from "./closing/closing.ts";
import { applyDelay, type Delays } from "./delay.ts";
import { applyLaunch, EMPTY_LAUNCH, type Launch } from "./launch.ts";
import { applyPolls, type Poll } from "./poll.ts";
import { applyReadiness, EMPTY_READINESS, type Readiness } from "./readiness.ts";
import {
  isAlertTurn,
  isClosingTurn,
  isDelayTurn,
  isShiftTurn,
  isSprintTurn,
  isTrafficTurn,
  type AlertTurn,
  type CourseTurn,
} from "./event-group.ts";
import type { Actor } from "./actor.ts";
import type { EpochMs } from "../time.ts";
import type { LoggedEvent } from "./room-event.ts";
import { applyWritten, EMPTY_WRITTEN, type Written } from "./written.ts";
import { applyTask, EMPTY_SPRINT, type SprintCourse } from "./task.ts";
import { applyTraffic, EMPTY_TRAFFIC, type Traffic } from "./traffic.ts";
import { applyShift, EMPTY_SHIFTS, type Shifts } from "./shift.ts";
import { applyRoster, EMPTY_ROSTER, type Roster } from "./roster.ts";

/** What has been decided so far: a fold over the log, the same on the server and in every browser. */
export type Room = {
  /** Number of the last event folded in; 0 for none. */
  readonly seq: number;
  readonly roster: Roster;
  readonly readiness: Readiness;
  /** Oldest first; the last is the one that counts. */
  readonly polls: readonly Poll[];
  readonly launch: Launch;
  readonly checkpoints: Checkpoints;
  readonly actions: Actions;
  readonly alerts: Alerts;
  readonly silences: Silences;
  readonly playbooks: PlaybookRuns;
  readonly delays: Delays;
  readonly traffic: Traffic;
  readonly shifts: Shifts;
  readonly sprint: SprintCourse;
  readonly closing: Closing;
  /** Null while the rollout is open. */
  readonly archive: Archive | null;
  readonly written: Written;
};

export const EMPTY_ROOM: Room = {
  seq: 0,
  roster: EMPTY_ROSTER,
  readiness: EMPTY_READINESS,
  polls: [],
  launch: EMPTY_LAUNCH,
  checkpoints: {},
  actions: {},
  alerts: {},
  silences: {},
  playbooks: {},
  delays: {},
  traffic: EMPTY_TRAFFIC,
  shifts: EMPTY_SHIFTS,
  sprint: EMPTY_SPRINT,
  closing: EMPTY_CLOSING,
  archive: null,
  written: EMPTY_WRITTEN,
};

/** The room after `logged`. An event that is folded in already changes nothing; one after a gap throws, for the fold would lie. */
export function applyEvent(room: Room, logged: LoggedEvent): Room {
  if (logged.seq <= room.seq) return room;
  if (logged.seq !== room.seq + 1) throw new Error(`event ${logged.seq} does not follow ${room.seq}`);
  return { ...fold(room, logged), seq: logged.seq };
}

function fold(room: Room, { event, at, actor }: LoggedEvent): Room {
  const cause = { at, actor };
  if (isAlertTurn(event)) return foldAlert(room, { ...event, ...cause });
  if (isTrafficTurn(event)) return { ...room, traffic: applyTraffic(room.traffic, { ...event, ...cause }) };
  if (isShiftTurn(event)) return { ...room, shifts: applyShift(room.shifts, { ...event, ...cause }) };
  if (isDelayTurn(event)) return { ...room, delays: applyDelay(room.delays, { ...event, ...cause }) };
  if (isSprintTurn(event)) return { ...room, sprint: applyTask(room.sprint, { ...event, ...cause }) };
  if (isClosingTurn(event)) return { ...room, closing: applyClosing(room.closing, { ...event, ...cause }) };
  if (event.type === "event_unreadable") return room;
  return foldCourse(room, { ...event, ...cause });
}

type Caused = { readonly at: EpochMs; readonly actor: Actor };

function foldCourse(room: Room, event: Exclude<CourseTurn, { type: "event_unreadable" }> & Caused): Room {
  switch (event.type) {
    case "note_added":
      return room;
    case "role_assigned":
    case "vote_delegated":
    case "checked_in":
    case "checked_out":
      return { ...room, roster: applyRoster(room.roster, event) };
    case "item_checked":
    case "item_attested":
    case "item_withdrawn":
    case "item_waived":
    case "channel_tested":
      return { ...room, readiness: applyReadiness(room.readiness, event) };
    case "poll_opened":
    case "vote_cast":
    case "poll_closed":
      return { ...room, polls: applyPolls(room.polls, event) };
    case "ramp_decided":
    case "rescheduled":
    case "rollout_started":
    case "line_done":
      return { ...room, launch: applyLaunch(room.launch, event) };
    case "rollout_archived":
    case "rollout_reopened":
      return { ...room, archive: applyArchive(event) };
    case "checkpoint_opened": {
      const raise = (actions: Actions, { id, ...rest }: (typeof event.actions)[number]): Actions =>
        raiseAction(actions, { ...rest, id: `${event.checkpoint}.${id}`, checkpoint: event.checkpoint }, event.at);
      const checkpoints = applyCheckpoint(room.checkpoints, event);
      return { ...room, checkpoints, actions: event.actions.reduce(raise, room.actions) };
    }
    case "entry_submitted":
    case "decision_made":
    case "decision_seconded":
    case "decision_declined":
      return { ...room, checkpoints: applyCheckpoint(room.checkpoints, event) };
    case "report_text_written":
    case "brief_written":
      return { ...room, written: applyWritten(room.written, event) };
    case "action_added":
    case "action_handed":
    case "action_closed":
    case "action_reopened":
      return { ...room, actions: applyAction(room.actions, event) };
    default:
      return event satisfies never;
  }
}

function foldAlert(room: Room, event: AlertTurn & Caused): Room {
  switch (event.type) {
    case "alert_fired":
    case "alert_changed":
    case "alert_widened":
    case "alert_acknowledged":
    case "alert_escalated":
    case "alert_resolved":
    case "alert_noted":
    case "alert_measured":
      return { ...room, alerts: applyAlert(room.alerts, event) };
    case "silence_begun":
    case "silence_ended":
      return { ...room, silences: applySilence(room.silences, event) };
    case "playbook_begun":
    case "step_begun":
    case "step_done":
    case "playbook_left":
      return { ...room, playbooks: applyPlaybook(room.playbooks, event) };
    default:
      return event satisfies never;
  }
}
