import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runConfigCheck } from "./run-config-check.ts";

describe("holdpoint config check", () => {
  let folder = "";
  let file = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdpoint-check-"));
    file = join(folder, "holdpoint.yaml");
    await writeFile(file, "targets: []\n");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("passes where a start would take the settings", async () => {
    const { text, exitCode } = await runConfigCheck(file, { HOLDPOINT_PUBLIC_URL: "https://example.com/holdpoint" });
    expect(text).toContain("no problem");
    expect(exitCode).toBe(0);
  });

  it.each([
    ["example.com", "HOLDPOINT_PUBLIC_URL: must begin with https:// or http://"],
    ["https://example.com/a//b", "HOLDPOINT_PUBLIC_URL: its path may hold"],
    ["https://example.com/?a", "HOLDPOINT_PUBLIC_URL: must end with the path"],
  ])("refuses what a start refuses: %s", async (wanted, sentence) => {
    const { text, exitCode } = await runConfigCheck(file, { HOLDPOINT_PUBLIC_URL: wanted });
    expect(text.split("\n")[0]).toContain(sentence);
    expect(exitCode).toBe(2);
  });
});
