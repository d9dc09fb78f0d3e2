import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests that hold something to milliseconds: they run one at a time, after all others. */
const TIMED = ["lib/edges/{clock,probes,sampler}/**/*.test.ts"];

export default defineConfig({
  root: fileURLToPath(new URL("../../", import.meta.url)),
  cacheDir: "node_modules/.cache/vitest",
  test: {
    globalSetup: "lib/testing/global-setup.ts",
    setupFiles: "lib/testing/test-setup.ts",
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    allowOnly: process.env["CI"] === undefined,
    projects: [
      {
        extends: true,
        test: {
          name: "rules",
          include: ["{lib,components,prisma,bench}/**/*.test.{ts,tsx}"],
          exclude: TIMED,
          // Databases and real servers run inside these tests: two cores hold no more.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: "timed", include: TIMED, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
