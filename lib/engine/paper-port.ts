import type { Outcome } from "#core/outcome";
import type { Report } from "#core/report/document";
import type { Summary, SummaryBrief } from "#core/summary/summary";

/** Whatever is written from the evidence, made anew each time it is asked for. All reject when the store cannot be read. */
export type Papers = {
  /** A report of the plan as it stands now, by its id or its file's name. */
  report(name: string): Promise<Outcome<Report>>;
  /** For somebody who has seen the log up to event `since`; null for the first look. */
  summary(since: number | null): Promise<Summary>;
  /** Every brief that is due, oldest first. */
  briefs(): Promise<readonly SummaryBrief[]>;
};
