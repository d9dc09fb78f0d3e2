import type { OverviewBody } from "#wire/frame";

const GRADES = ["demonstrated", "observed", "insufficient"] as const;

/** How firmly the headlines stand, counted: "4 demonstrated, 2 observed". */
export function evidenceWords(body: OverviewBody): string {
  const counted = GRADES.map((grade) => ({
    grade,
    count: body.headlines.filter((headline) => headline.now.grade === grade).length,
  }));
  const words = counted.filter(({ count }) => count > 0).map(({ grade, count }) => `${count} ${grade}`);
  return words.length === 0 ? "none yet" : words.join(", ");
}
