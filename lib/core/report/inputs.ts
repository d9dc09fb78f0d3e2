import type { Verdict } from "../measure/verdict.ts";
import type { Plan } from "../plan/plan.ts";
import type { ChecklistGroupStanding } from "../room/closing/checklist-standing.ts";
import type { FigureStanding } from "../room/closing/figure-standing.ts";
import type { Evidence } from "../room/evidence.ts";
import type { IncidentRecord } from "../room/incident-record.ts";
import type { LoggedEvent } from "../room/room-event.ts";
import type { Room } from "../room/room.ts";
import type { GoalGroup } from "../sprint/success.ts";
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

/** A task as the sprint knows it. */
export type TaskLine = {
  readonly id: string;
  readonly stream: string;
  readonly label: string;
  readonly deliverable: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly isDelivered: boolean;
  /** "late, 40 %", "delivered 2025-11-04". */
  readonly state: string;
  /** What was said of it last; null where nobody said anything. */
  readonly result: string | null;
  /** Of what was delivered. */
  readonly link: string | null;
};

/** What a task was said to have brought; `value` in the measure's own unit. */
export type ImpactActual = {
  readonly task: string;
  readonly measure: string;
  readonly stream: string;
  readonly value: number;
  /** "Ada Osei, 2025-11-04 09:00 UTC". */
  readonly source: string;
};

export type MilestoneLine = { readonly id: string; readonly confirmedAt: EpochMs | null };

/** What other parts of the room know. `joins.ts` fills it. */
export type Joined = {
  readonly criteria: readonly CriterionLine[];
  /** How final the criteria are. */
  readonly criteriaNote: string;
  readonly business: readonly FigureStanding[];
  readonly tasks: readonly TaskLine[];
  readonly impacts: readonly ImpactActual[];
  /** What the sprint and its streams are to bring, as far as it is reached. */
  readonly goals: readonly GoalGroup[];
  readonly milestones: readonly MilestoneLine[];
  /** Those that began within the report's range, oldest first; null before the start, when nobody watches. */
  readonly incidents: readonly IncidentRecord[] | null;
  readonly checklist: readonly ChecklistGroupStanding[];
};

/** Everything that a report is made of: the same input gives the same report. */
export type ReportInput = {
  readonly plan: Plan;
  readonly report: PlannedReport;
  readonly rollout: { readonly name: string; readonly kind: "production" | "rehearsal" };
  readonly room: Room;
  /** The whole log, oldest first. */
  readonly events: readonly LoggedEvent[];
  /** The end of the log with its signature, in one line; null where it is not signed. */
  readonly signedHead: string | null;
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
