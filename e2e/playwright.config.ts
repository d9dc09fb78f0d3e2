import { defineConfig } from "@playwright/test";

/** Rehearsals of days in minutes: the program alone takes a whole core. */
const DAYS = /(month|people-decide|schedule)[.]spec[.]ts$/;

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  // Two programs on two cores, each with its database, probes and browser; but of those that hurry only one at a time.
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: "days", testMatch: DAYS, workers: 1 },
    { name: "pages", testIgnore: DAYS },
  ],
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
