import { defineConfig } from "@playwright/test";

/** Their programs live through days of a rehearsal's clock: they wait more than they work. */
const WAITING = /(people-decide|month|start|schedule|database|kill|sprint|criteria|delays)\.spec\.ts$/;

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  // Two cores are shared by browsers, programs and databases: one that waits beside one that works is as much as they take.
  workers: 2,
  projects: [
    { name: "waiting", testMatch: WAITING, workers: 1 },
    { name: "working", testIgnore: WAITING, workers: 1 },
  ],
  fullyParallel: false,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    // `--trace retain-on-failure` while looking for a fault: its film of every page takes half of the machine.
    trace: "off",
  },
});
