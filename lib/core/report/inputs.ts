import type { Verdict } from "../measure/verdict.ts";
import type { Plan } from "../plan/plan.ts";
import type { Evidence } from "../room/evidence.ts";
import type { LoggedEvent } from "../room/room-event.ts";
import type { Room } from "../room/room.ts";
import type { EpochMs, Range } from "../time.ts";
import type { Chart } from "./document.ts";
import type { PlannedReport } from "./section-ids.ts";

/** One line of the success criteria, judged over the fixed window. */
export type CriterionLine = {
  readonly id: string;
  readonly label: string;
  readonly verdict: Verdict;
  /** "0.042 %", or "no data". */
  readonly measured: string;
  readonly reason: string;
};

/** A task as the sprint knows it; what nobody has reported yet is null. */
export type TaskLine = {
  readonly id: string;
  readonly stream: string;
  readonly label: string;
  readonly deliverable: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly state: string | null;
  readonly result: string | null;
  readonly link: string | null;
};

/** What a measure of the sprint came to; `value` in the measure's own unit. */
export type ImpactActual = {
  readonly measure: string;
  readonly stream: string | null;
  readonly value: number;
  readonly source: string;
};

export type IncidentLine = {
  readonly label: string;
  readonly critical: boolean;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  readonly sentence: string;
};

/** What other parts of the room know. `joins.ts` fills it; null: that part says nothing yet. */
export type Joined = {
  readonly criteria: readonly CriterionLine[];
  readonly tasks: readonly TaskLine[];
  readonly impacts: readonly ImpactActual[] | null;
  readonly incidents: readonly IncidentLine[] | null;
};

/** Everything that a report is made of: the same input gives the same report. */
export type ReportInput = {
  readonly plan: Plan;
  readonly report: PlannedReport;
  readonly rollout: { readonly name: string; readonly kind: "production" | "rehearsal" };
  readonly room: Room;
  /** The whole log, oldest first. */
  readonly events: readonly LoggedEvent[];
  readonly t0: EpochMs;
  /** What it speaks of; empty before that has begun. */
  readonly range: Range;
  readonly due: EpochMs;
  /** Every metric of the plan over `range`. */
  readonly figures: readonly Evidence[];
  /** Of the headlines. */
  readonly charts: readonly Chart[];
  /** What is left of the error budget; null where nothing can be said. */
  readonly budget: string | null;
  readonly joined: Joined;
};
