import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "@playwright/test";
import { expect, SCREENS, test } from "./fixtures.ts";
import { FASTEST, GATES } from "./story/gates.ts";
import { signIn } from "./story/sign-in.ts";
import { BY_HAND } from "./story/story.ts";
import { openWarRoom, type WarRoom, type Who } from "./story/war-room.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(600_000);

let data: string;
test.beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "holdpoint-month-"));
  await chmod(data, 0o755);
});
test.afterAll(async () => await rm(data, { recursive: true, force: true, maxRetries: 5 }));

/** The rehearsal as it goes on at `at`, with these people signed in; it is left as it then stands. */
async function onDay(
  browser: Browser,
  { at, who }: { readonly at: string; readonly who: readonly Who[] },
  live: (warRoom: WarRoom) => Promise<void>,
): Promise<void> {
  const warRoom = await openWarRoom(browser, BY_HAND, { options: ["--at", at], data });
  try {
    for (const person of who) await signIn(await warRoom.page(person), person);
    await live(warRoom);
  } finally {
    await warRoom.close();
  }
}

async function deliver(warRoom: WarRoom, task: string, impact: object): Promise<void> {
  await warRoom.command("ada", "progress-task", { task, percent: 100, note: "" });
  await warRoom.command("ada", "deliver-task", { task, link: `https://wiki.test/${task}`, note: "" });
  await warRoom.command("ada", "record-impact", { task, note: "As measured.", ...impact });
}

async function refusalOf(page: Page, verb: string, input: object): Promise<string> {
  const answer = await page.request.post(`/api/v1/commands/${verb}`, { data: input });
  expect(answer.status()).toBe(409);
  return await answer.text();
}

test("Nov 2: the rollout is started with a GO, and its first hours pass", async ({ browser }) => {
  const warRoom = await openWarRoom(browser, FASTEST, { options: ["--from", "t0"], data });
  try {
    await signIn(await warRoom.page("ada"), "ada");
    await (await warRoom.page("ada")).goto("about:blank");
    await expect.poll(() => warRoom.msUntil(GATES.fifth.at), { timeout: 120_000 }).toBeLessThanOrEqual(0);
  } finally {
    await warRoom.close();
  }
});

test("Nov 4: the window has ended, the criteria are frozen, and close monitoring takes over", async ({ browser }) => {
  await onDay(browser, { at: "2025-11-04T06:00:00Z", who: ["ada"] }, async (warRoom) => {
    const ada = await warRoom.page("ada");
    await ada.goto("/criteria");
    const closeOut = ada.getByRole("region", { name: "Close-out" });
    await expect(closeOut).toContainText("The criteria were frozen at", { timeout: 60_000 });
    await ada.goto("/schedule");
    await expect(ada.getByRole("region", { name: "On duty" })).toContainText("Close monitoring", { timeout: 30_000 });
    await expect(ada.getByRole("region", { name: "Handoff", exact: true })).toContainText("Close monitoring");
  });
});

test("Nov 8: stream 1 is delivered, and stream 3 waits for the stabilisation", async ({ browser }) => {
  await onDay(browser, { at: "2025-11-08T20:00:00Z", who: ["ada"] }, async (warRoom) => {
    const ada = await warRoom.page("ada");
    for (const [task, value] of Object.entries({ "task-1-1": 1.4, "task-1-2": 1.2, "task-1-3": 1.1 }))
      await deliver(warRoom, task, { measure: "roi", value });
    await warRoom.command("ada", "confirm-milestone", { milestone: "stream-1-complete", note: "All three validated." });
    expect(await refusalOf(ada, "progress-task", { task: "task-3-1", percent: 10, note: "" })).toContain(
      "Production stabilised",
    );
    await ada.goto("/sprint");
    await expect(ada.getByRole("main")).toContainText("1.3 Tuning per segment");
    await ada.goto("/wall?view=sprint");
    await expect(ada.getByRole("region", { name: "Sprint" })).toContainText("1.3 Tuning per segment");
  });
});

test("Nov 15: two leads confirm the stabilisation, and stream 3 may start", async ({ browser }) => {
  await onDay(browser, { at: "2025-11-16T09:00:00Z", who: ["ada", "noor"] }, async (warRoom) => {
    await warRoom.command("ada", "confirm-stabilisation", { reason: "Stable for twelve days." });
    await warRoom.command("noor", "second-stabilisation", {});
    await warRoom.command("ada", "progress-task", { task: "task-3-1", percent: 10, note: "Replication runs." });
    await deliver(warRoom, "task-2-1", { measure: "engagement", value: 2 });
    const ada = await warRoom.page("ada");
    await ada.goto("/criteria");
    await expect(ada.getByRole("region", { name: "Close-out" })).toContainText("confirmed by Ada Osei and Noor Haddad");
  });
});

test("Nov 30: the sprint ends, and everything about it can be read and put away", async ({ browser }) => {
  await onDay(browser, { at: "2025-11-30T18:00:00Z", who: ["ada"] }, async (warRoom) => {
    const ada = await warRoom.page("ada");
    for (const task of ["task-2-2", "task-2-3"]) await deliver(warRoom, task, { measure: "churn", value: -4 });
    for (const task of ["task-3-1", "task-3-2", "task-3-3"])
      await warRoom.command("ada", "deliver-task", { task, link: `https://wiki.test/${task}`, note: "" });
    await warRoom.command("ada", "confirm-milestone", { milestone: "sprint-complete", note: "All nine delivered." });

    await test.step("an executive reads it on a phone", async () => {
      await ada.setViewportSize(SCREENS.phone);
      await ada.goto("/summary");
      await expect(ada.getByText("We need from you", { exact: true }).first()).toBeVisible();
      const wide = await ada.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wide).toBe(false);
      await ada.setViewportSize(SCREENS.desktop);
    });

    await test.step("the reports hold what the month brought, twice the same", async () => {
      const said = await reportOf("sprint-complete");
      expect(said).toBe(await reportOf("sprint-complete"));
      for (const part of ["3.3 Orchestration and failover across regions", "https://wiki.test/task-1-2"])
        expect(said).toContain(part);
      expect(said).toMatch(/Log: \d+ events, head `[0-9a-f]{64}`/);
    });

    await test.step("any moment of it can be looked back at", async () => {
      await ada.goto("/sprint?at=2025-11-08T19:59:00Z");
      await expect(ada.getByText("REPLAY").first()).toBeVisible();
      await expect(ada.getByRole("main")).not.toContainText("https://wiki.test/task-1-1");
    });
  });
});

async function reportOf(id: string): Promise<string> {
  const env = { ...process.env, HOLDPOINT_DATA: path.join(data, "demo") };
  const cli = ["lib/cli/holdpoint.mjs", "report", id];
  return (await promisify(execFile)(process.execPath, cli, { env, maxBuffer: 32_000_000 })).stdout;
}
