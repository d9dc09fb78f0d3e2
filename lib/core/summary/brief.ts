import { formatValue } from "../measure/format.ts";
import type { Plan } from "../plan/plan.ts";
import { isDecision } from "../report/sections/decisions.ts";
import { stamp } from "../report/dates.ts";
import type { CriterionLine } from "../report/inputs.ts";
import { openActions } from "../room/action-item.ts";
import { activeAlerts } from "../room/alert.ts";
import { roleLabel } from "../room/deciding.ts";
import { eventSentence } from "../room/event-sentence.ts";
import type { Evidence } from "../room/evidence.ts";
import type { LoggedEvent } from "../room/room-event.ts";
import { roomAt } from "../room/room-at.ts";
import type { Room } from "../room/room.ts";
import type { BriefParts } from "../room/written.ts";
import type { EpochMs } from "../time.ts";
import { needsOf } from "./needs.ts";

const MOST_DECISIONS = 4;

export type BriefInput = {
  readonly plan: Plan;
  readonly events: readonly LoggedEvent[];
  readonly t0: EpochMs;
  /** When the brief is due: it speaks of [T0, at). */
  readonly at: EpochMs;
  /** Headlines over [T0, at). */
  readonly figures: readonly Evidence[];
  readonly criteria: readonly CriterionLine[];
  readonly budget: string | null;
};

/** A brief from its evidence: the same log and samples give the same words, whenever it is made. */
export function generateBrief(input: BriefInput): BriefParts {
  const { plan, events, t0, at } = input;
  const room = roomAt(events, at);
  const needs = needsOf({ plan, room, t0, now: at });
  return {
    conditions: conditions(input, room),
    actions: actions(input, room),
    needs: needs.length === 0 ? "Nothing." : needs.join("\n"),
  };
}

function conditions({ figures, criteria, budget }: BriefInput, room: Room): string {
  const measured = figures.map(({ label, value, unit, verdict }) => {
    return `${label} ${formatValue(value, unit)} (${verdict.replace("_", " ")})`;
  });
  const met = criteria.filter(({ verdict }) => verdict === "PASS").length;
  const active = activeAlerts(room.alerts);
  const alerts =
    active.length === 0 ? "No alert fires." : `Alerts that fire: ${active.map(({ label }) => label).join(", ")}.`;
  return [
    measured.length === 0 ? "Nothing is measured." : `${measured.join("; ")}.`,
    ...(criteria.length === 0 ? [] : [`${met} of ${criteria.length} success criteria are met so far.`]),
    ...(budget === null ? [] : [budget]),
    alerts,
  ].join("\n");
}

function actions({ plan, events, at }: BriefInput, room: Room): string {
  const decided = events
    .filter((logged) => isDecision(logged) && logged.at <= at)
    .slice(-MOST_DECISIONS)
    .map((logged) => eventSentence(logged, plan, room.actions));
  const open = openActions(room.actions).map(
    ({ label, owner, due }) => `${label}: ${roleLabel(plan, owner)}, due ${stamp(due)}.`,
  );
  return [...decided, ...open.slice(0, 3)].join("\n") || "Nothing was decided and nothing is to be done.";
}
