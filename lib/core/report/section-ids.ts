import type { Content } from "../plan/reports.ts";
import type { Plan } from "../plan/plan.ts";

export type PlannedReport = Plan["reports"][number];

/** The first section of every report, and the last. */
export const SUMMARY_SECTION = "summary";
export const EVIDENCE_SECTION = "evidence";

export type PlannedSection = {
  readonly id: string;
  readonly title: string;
  /** Null for what only a person can say. */
  readonly content: Exclude<Content, string> | null;
};

/** The sections that the plan asks for, named by their words so that another order changes no name. */
export function plannedSections({ contents }: Pick<PlannedReport, "contents">): readonly PlannedSection[] {
  const taken = new Map<string, number>([
    [SUMMARY_SECTION, 1],
    [EVIDENCE_SECTION, 1],
  ]);
  return contents.map((content) => {
    const title = typeof content === "string" ? content : content.label;
    const slug = slugOf(title);
    const times = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, times);
    return {
      id: times === 1 ? slug : `${slug}-${times}`,
      title,
      content: typeof content === "string" ? null : content,
    };
  });
}

/** Every section of the report, in order: where a person's text may stand. */
export function sectionIds(report: Pick<PlannedReport, "contents">): readonly string[] {
  return [SUMMARY_SECTION, ...plannedSections(report).map(({ id }) => id), EVIDENCE_SECTION];
}

function slugOf(words: string): string {
  const slug = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "section" : slug;
}
