import { startProgram } from "#testing/running-program";
import { expect, SCREENS, test } from "./fixtures.ts";

test.use({ rate: 30 });

const PAGES = [
  "/",
  "/segments",
  "/targets/analyzer-a",
  "/preflight",
  "/launch",
  "/checkpoints",
  "/traffic",
  "/alerts",
  "/log",
  "/demo",
  "/wall",
];

for (const [name, viewport] of Object.entries(SCREENS)) {
  test.describe(`on a ${name} screen`, () => {
    test.use({ viewport });

    test("every page opens, is live, says REHEARSAL and fits the screen", async ({ open }) => {
      for (const path of PAGES) {
        const page = await open(path);
        await expect(page).toHaveTitle(/Holdpoint/);
        await expect(page.getByRole("main")).toBeVisible();
        await expect(page.getByText("REHEARSAL").first()).toBeVisible();
        await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `pixels of ${path} that stick out to the right`).toBeLessThanOrEqual(0);
      }
    });
  });
}

test("the program reports that it is alive and ready", async ({ app, request }) => {
  expect((await request.get(`${app.origin}/healthz`)).status()).toBe(200);
  expect((await request.get(`${app.origin}/readyz`)).status()).toBe(200);
  expect(await (await request.get(`${app.origin}/metrics`)).text()).toContain("holdpoint_ticks_total");
});

test("the program ends as it is told when nobody reads what it says any more", async () => {
  const unread = await startProgram(["start"]);
  unread.stopReading();
  await unread.stop();
});
