import type { Plan } from "../../plan/plan.ts";
import type { Schedule, ScheduledCheckpoint } from "../../plan/schedule.ts";
import { DAY_MS, type EpochMs } from "../../time.ts";
import type { Alerts } from "../alert.ts";
import type { RoomEvent } from "../room-event.ts";
import { formOf, type Form } from "./form.ts";
import { fillField, type WindowSource } from "./prefill.ts";
import { wantedFor, type Filling, type Wanted } from "./wanted.ts";

type Opening = {
  readonly plan: Plan;
  readonly schedule: Schedule;
  readonly checkpoint: ScheduledCheckpoint;
  readonly alerts: Alerts;
};

/** What must be read before the checkpoint can be opened; null for one whose form the plan no longer has. */
export function readingsFor(opening: Opening): Wanted | null {
  const form = formOf(opening.plan, opening.checkpoint.form);
  return form && wantedFor(form.fields, fillingOf(opening));
}

/** The event that opens it, every field filled as the samples speak. */
export function openingEvent(opening: Opening, source: WindowSource): RoomEvent | null {
  const { plan, checkpoint } = opening;
  const form = formOf(plan, checkpoint.form);
  if (!form) return null;
  const filling = fillingOf(opening);
  return {
    type: "checkpoint_opened",
    checkpoint: checkpoint.id,
    form: checkpoint.form,
    label: checkpoint.label,
    due: checkpoint.at,
    fields: form.fields.map((field) => fillField(field, source, filling)),
    actions: actionsOf(form, nextGateAt(opening)),
  };
}

function fillingOf({ plan, schedule, checkpoint, alerts }: Opening): Filling {
  const before = schedule.checkpoints.filter(({ at }) => at < checkpoint.at).map(({ at }) => at);
  return { plan, t0: schedule.t0, previous: Math.max(schedule.t0, ...before), at: checkpoint.at, alerts };
}

/** What a gate asks for is to be done by the next one. */
function nextGateAt({ schedule, checkpoint }: Opening): EpochMs {
  const next = schedule.checkpoints.find(({ kind, at }) => kind === "gate" && at > checkpoint.at);
  return next?.at ?? checkpoint.at + DAY_MS;
}

function actionsOf(form: Form, due: EpochMs): { id: string; label: string; owner: string; due: number }[] {
  return form.actions.map(({ id, label, owner }) => ({ id, label, owner, due }));
}

/** When the next checkpoint of the same kind is due; null for the last. */
export function nextOfKind(checkpoints: readonly ScheduledCheckpoint[], of: ScheduledCheckpoint): EpochMs | null {
  const sameForm = (other: ScheduledCheckpoint): boolean =>
    of.kind === "gate" ? other.kind === "gate" : other.kind === of.kind;
  return checkpoints.find((other) => sameForm(other) && other.at > of.at)?.at ?? null;
}
