import type { Plan } from "../plan/plan.ts";
import { scheduleOf } from "../plan/schedule.ts";
import type { EpochMs } from "../time.ts";
import { EVIDENCE_SECTION, plannedSections, SUMMARY_SECTION } from "./section-ids.ts";

type Listed = {
  readonly id: string;
  readonly label: string;
  readonly file: string;
  readonly due: EpochMs;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
};

/** Every report of the plan with its sections, those due first in front. */
export function listReports(plan: Plan, t0: EpochMs): readonly Listed[] {
  const due = new Map(scheduleOf(plan, t0).reports.map(({ id, at }) => [id, at]));
  return plan.reports
    .map((report) => ({
      ...{ id: report.id, label: report.label, file: report.file, due: due.get(report.id) ?? t0 },
      sections: [
        { id: SUMMARY_SECTION, title: "Summary" },
        ...plannedSections(report).map(({ id, title }) => ({ id, title })),
        { id: EVIDENCE_SECTION, title: "Evidence" },
      ],
    }))
    .sort((a, b) => a.due - b.due);
}
