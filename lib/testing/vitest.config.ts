import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../../", import.meta.url)),
  cacheDir: "node_modules/.cache/vitest",
  test: {
    include: ["{lib,components,prisma,bench}/**/*.test.{ts,tsx}"],
    globalSetup: "lib/testing/global-setup.ts",
    setupFiles: "lib/testing/test-setup.ts",
    pool: "forks",
    // Databases, samplers and real servers run inside these tests: more at once would bend the times they check.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    allowOnly: process.env["CI"] === undefined,
  },
});
