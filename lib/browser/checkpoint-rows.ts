import { actorName } from "#core/room/actor";
import { checkpointState, type CheckpointRecord, type CheckpointState, type Tone } from "#core/room/checkpoint";
import { recordStandings, worstTone } from "#core/room/form/field-standing";
import { decisionsOf, formOf } from "#core/room/form/form";
import { nextOfKind } from "#core/room/form/open-checkpoint";
import type { Room } from "#core/room/room";
import type { Plan } from "#core/plan/plan";
import { scheduleOf, type ScheduledCheckpoint } from "#core/plan/schedule";
import { durationMs } from "#core/plan/when";
import type { EpochMs } from "#core/time";
import { ageWords, durationFigures } from "./format-time.ts";

export type CheckpointRow = ScheduledCheckpoint & {
  /** Null until Holdpoint has opened it. */
  readonly record: CheckpointRecord | null;
  readonly state: CheckpointState;
  readonly overdueAt: EpochMs;
  /** The worst of its fields; null before it is open. */
  readonly tone: Tone | null;
  readonly decisionLabel: string | null;
};

export type Standing = { readonly plan: Plan; readonly room: Room; readonly t0: EpochMs };

/** Every scheduled checkpoint as it stands at `now`, in the order they come. None is due before the rollout was started. */
export function checkpointRows({ plan, room, t0 }: Standing, now: EpochMs): readonly CheckpointRow[] {
  const { checkpoints } = scheduleOf(plan, t0);
  const graceMs = durationMs(plan.grace);
  const isStarted = room.launch.start !== null;
  return checkpoints.map((scheduled) => {
    const record = room.checkpoints[scheduled.id] ?? null;
    const moments = { due: scheduled.at, next: nextOfKind(checkpoints, scheduled), graceMs };
    const state = isStarted || record ? checkpointState(record ?? undefined, moments, now) : "early";
    return {
      ...scheduled,
      record,
      state,
      overdueAt: scheduled.at + graceMs,
      tone: record && toneOf(plan, record),
      decisionLabel: record && decisionLabelOf(plan, record),
    };
  });
}

function toneOf(plan: Plan, record: CheckpointRecord): Tone | null {
  if (record.decision) return record.decision.tone;
  if (record.entry) return record.entry.tone;
  const form = formOf(plan, record.form);
  return form && worstTone(recordStandings(plan, form, record));
}

/** The words of the decision, or its id where the plan has it no longer; null without one. */
export function decisionLabelOf(plan: Plan, { form: formId, decision }: CheckpointRecord): string | null {
  if (!decision) return null;
  const form = formOf(plan, formId);
  const choice = form && decisionsOf(plan, form).find(({ id }) => id === decision.decision);
  return choice?.label ?? decision.decision;
}

const URGENCY: Readonly<Record<CheckpointState, number>> = {
  overdue: 0,
  awaiting_second: 1,
  due: 2,
  missed: 3,
  early: 4,
  closed: 5,
};

/** Those that somebody has to see to now: overdue first, then waiting for a signature, then due; gates before others. */
export function openRows(rows: readonly CheckpointRow[]): readonly CheckpointRow[] {
  return rows
    .filter(({ state }) => state === "overdue" || state === "awaiting_second" || state === "due")
    .sort((a, b) => gateFirst(a) - gateFirst(b) || URGENCY[a.state] - URGENCY[b.state] || a.at - b.at);
}

function gateFirst({ kind }: CheckpointRow): number {
  return kind === "gate" ? 0 : 1;
}

/** What the clock beside it counts: "overdue in" 4 min; null where nothing runs. */
export function countdownOf(row: CheckpointRow, now: EpochMs): { readonly word: string; readonly ms: number } | null {
  switch (row.state) {
    case "early":
      return row.at > now ? { word: "in", ms: row.at - now } : null;
    case "due":
      return { word: "overdue in", ms: row.overdueAt - now };
    case "overdue":
      return { word: "overdue by", ms: now - row.overdueAt };
    case "missed":
    case "awaiting_second":
    case "closed":
      return null;
    default:
      return row.state satisfies never;
  }
}

/** What its state means at `now`, said beside its mark: "in 00:12:33", OVERDUE "by 00:04:10", "Continue, by Ada Osei". */
export function stateSentence(row: CheckpointRow, now: EpochMs): string {
  const { state, at, record, decisionLabel } = row;
  const countdown = countdownOf(row, now);
  if (countdown) return `${state === "overdue" ? "by" : countdown.word} ${durationFigures(countdown.ms)}`;
  switch (state) {
    case "early":
      return "once the rollout is started";
    case "due":
    case "overdue":
      return "to be decided";
    case "missed":
      return `not decided, due ${ageWords(now - at)} ago`;
    case "awaiting_second":
      return `${decisionLabel ?? "Decided"}, by ${byOf(record)}: another lead has to sign`;
    case "closed":
      return `${decisionLabel ?? "Decided"}, by ${byOf(record)}`;
    default:
      return state satisfies never;
  }
}

function byOf(record: CheckpointRecord | null): string {
  if (!record?.decision) return "nobody";
  const { by, second } = record.decision;
  return second ? `${actorName(by)} and ${actorName(second.by)}` : actorName(by);
}
