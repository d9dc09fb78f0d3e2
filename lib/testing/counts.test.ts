import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCounts, closingLine, countPlaywright, countVitest, NO_COUNTS, readCounts } from "./counts.ts";

const passing = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

describe("the closing line", () => {
  test("names skipped tests only when there are any", () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
    expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe("12 passed, 1 failed, 2 skipped");
  });

  test("adds the suites up", () => {
    const sum = addCounts({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 });
    expect(sum).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });
});

describe("a Vitest report", () => {
  test("counts pending and todo tests as skipped", () => {
    expect(countVitest(passing)).toEqual({ passed: 3, failed: 0, skipped: 2 });
  });

  test("counts a file that could not be loaded as one failure", () => {
    const broken = { ...passing, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(countVitest(broken).failed).toBe(1);
  });

  test("does not count a file twice whose tests failed", () => {
    const testResults = [{ status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] }];
    expect(countVitest({ ...passing, numFailedTests: 1, testResults }).failed).toBe(1);
  });
});

test("a Playwright report counts flaky tests and errors outside tests as failures", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 2 });
});

describe("reading a report", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "holdpoint-counts-"));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function write(report: unknown): Promise<string> {
    const file = path.join(folder, `${Math.abs(JSON.stringify(report).length)}.json`);
    await writeFile(file, JSON.stringify(report));
    return file;
  }

  test("a suite that ended well keeps its counts", async () => {
    expect(await readCounts(await write(passing), countVitest, true)).toEqual(countVitest(passing));
  });

  test("a missing report is a failure, however the program ended", async () => {
    const nowhere = path.join(folder, "nowhere.json");
    expect(await readCounts(nowhere, countVitest, true)).toEqual({ ...NO_COUNTS, failed: 1 });
  });

  test("a suite that tested nothing is a failure", async () => {
    const empty = { ...passing, numPassedTests: 0, numPendingTests: 10, numTodoTests: 0 };
    expect((await readCounts(await write(empty), countVitest, true)).failed).toBe(1);
  });

  test("a program that failed while its report shows no failure is a failure", async () => {
    expect((await readCounts(await write(passing), countVitest, false)).failed).toBe(1);
  });
});
