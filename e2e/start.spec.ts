import { expect, SCREENS, test } from "./fixtures.ts";

for (const [name, viewport] of Object.entries(SCREENS)) {
  test.describe(`on a ${name} screen`, () => {
    test.use({ viewport });

    test("the overview opens, is live and fits the screen", async ({ open }) => {
      const page = await open("/");
      await expect(page).toHaveTitle(/Holdpoint/);
      await expect(page.getByRole("main")).toBeVisible();
      await expect(page.getByText("REHEARSAL").first()).toBeVisible();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, "pixels that stick out to the right").toBeLessThanOrEqual(0);
    });
  });
}

test("the program reports that it is alive and ready", async ({ app, request }) => {
  expect((await request.get(`${app.origin}/healthz`)).status()).toBe(200);
  expect((await request.get(`${app.origin}/readyz`)).status()).toBe(200);
});
