import { readFile } from "node:fs/promises";
import { z } from "zod";

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NO_COUNTS: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** The closing line of a test run: `N passed, N failed`, and `, N skipped` when any were. */
export function closingLine(counts: Counts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

/** Counts of a Vitest JSON report; a file that failed before or outside its tests counts as one failure. */
export function countVitest(report: unknown): Counts {
  const parsed = vitestReport.parse(report);
  const brokenFiles = parsed.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  return {
    passed: parsed.numPassedTests,
    failed: parsed.numFailedTests + brokenFiles,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
  };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** Counts of a Playwright JSON report; an error outside every test counts as one failure, and so does a flaky test. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors } = playwrightReport.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** What a test program says of itself must agree with how it ended: a silent or empty suite is a failure. */
export async function readCounts(
  file: string,
  count: (report: unknown) => Counts,
  endedWell: boolean,
): Promise<Counts> {
  const counts = await readFile(file, "utf8").then(
    (text) => count(JSON.parse(text)),
    () => NO_COUNTS,
  );
  const saysNothing = counts.passed + counts.failed === 0;
  const contradicts = !endedWell && counts.failed === 0;
  return saysNothing || contradicts ? addCounts(counts, { passed: 0, failed: 1, skipped: 0 }) : counts;
}
