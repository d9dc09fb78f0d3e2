import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import type { RunningProgram } from "#testing/running-program";

// an hour passes while the browser starts; faster, nothing would be left of the machine for reports
test.use({ rate: 60 });

const REPORTS = [
  "PHASE-3-SPRINT-2-ROLLOUT-COMPLETE.md",
  "PHASE-3-SPRINT-3-STREAM-1-OPTIMIZATION-REPORT.md",
  "PHASE-3-SPRINT-3-STREAM-2-FEATURES-REPORT.md",
  "PHASE-3-SPRINT-3-STREAM-3-SCALE-OUT-REPORT.md",
  "PHASE-3-SPRINT-3-COMPLETE.md",
  "PHASE-3-COMPLETE.md",
];

async function signIn(request: APIRequestContext, { origin }: RunningProgram): Promise<void> {
  const data = { email: "ada@rehearsal.test", password: "rehearsal-only" };
  const answer = await request.post(`${origin}/api/v1/session`, { data, headers: { origin } });
  expect(answer.status()).toBe(200);
}

/** Sheets of A4 that the page prints on. */
async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4", margin: { top: "10mm", bottom: "10mm", left: "10mm", right: "10mm" } });
  return pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
}

test.describe("the link to the summary", () => {
  test.use({ expectedErrors: [/401/] });

  test("shows it without an account, nothing else, and no more once it is revoked", async ({ app, page, browser }) => {
    await signIn(page.request, app);
    await page.goto(`${app.origin}/reports`);
    await page.getByLabel("For whom").fill("The board");
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByLabel(/^The link/).inputValue();
    const stranger = await browser.newContext();
    const seen = await stranger.newPage();
    await seen.goto(link);
    for (const line of ["Status", "We need from you"])
      await expect(seen.getByText(line, { exact: true }).first()).toBeVisible();
    for (const part of [
      "Phase and progress",
      "Success criteria",
      "Revenue and customers",
      "Incidents",
      "Latest decisions",
      "Sprint 3",
      "Next milestones",
    ])
      await expect(seen.getByRole("heading", { name: part, exact: true })).toBeVisible();
    await expect(seen.getByRole("link")).toHaveCount(0);
    for (const path of [
      "/api/v1/summary",
      "/api/v1/log",
      "/api/v1/reports/rollout-complete",
      "/api/v1/room",
      "/api/v1/shares",
    ])
      expect((await stranger.request.get(`${app.origin}${path}`)).status(), path).toBe(401);
    await seen.goto(`${app.origin}/summary`);
    await expect(seen).toHaveURL(/\/sign-in/);
    await page.getByRole("button", { name: "Revoke The board" }).click();
    await page.getByRole("button", { name: "Yes, revoke The board" }).click();
    await expect(page.getByText("No link is open.")).toBeVisible();
    await seen.goto(link);
    await expect(seen.getByRole("heading", { name: "This link was revoked" })).toBeVisible();
    await seen.goto(`${app.origin}/share/not-a-link`);
    await expect(seen.getByRole("heading", { name: "There is no such link" })).toBeVisible();
    await stranger.close();
  });
});

test("The summary is one screen and one sheet of paper", async ({ open }) => {
  const page = await open("/summary");
  await expect(page.getByRole("heading", { name: "Success criteria" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1_080);
  expect(await sheets(page)).toBe(1);
});

test("The plan's reports are listed, come in three forms, and keep a person's text when they are made anew", async ({
  app,
  page,
}) => {
  await signIn(page.request, app);
  await page.goto(`${app.origin}/reports`);
  for (const file of REPORTS) await expect(page.getByText(file)).toBeVisible();
  await page.getByRole("button", { name: "Write a text for Rollout complete" }).click();
  await page.getByLabel("Section").selectOption({ label: "Production baseline" });
  await page.getByLabel("Your text").fill("The baseline holds <b>well</b>.");
  await page.getByRole("button", { name: "Save the text" }).click();
  await expect(page.getByText("1 text written by hand")).toBeVisible();
  const read = async (format: string): Promise<string> =>
    (await page.request.get(`${app.origin}/api/v1/reports/rollout-complete?format=${format}`)).text();
  for (let time = 0; time < 2; time += 1) {
    expect(await read("md")).toContain("> The baseline holds &lt;b&gt;well&lt;/b&gt;.\n>\n> Written by Ada");
    expect(await read("html")).toContain("<p>The baseline holds &lt;b&gt;well&lt;/b&gt;.</p>");
    expect(JSON.parse(await read("json"))).toMatchObject({ file: REPORTS[0], draft: true });
  }
});
