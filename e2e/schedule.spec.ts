import type { Browser, Locator, Page } from "@playwright/test";
import { z } from "zod";
import { rolloutSchema } from "#wire/rollout";
import { expect, SCREENS, test } from "./fixtures.ts";
import { FASTEST } from "./story/gates.ts";
import { signIn } from "./story/sign-in.ts";
import { BY_HAND } from "./story/story.ts";
import type { Who } from "./story/war-room.ts";

const MINUTE_MS = 60_000;
/** Half an hour before the day shift takes over, its handoff is owed. */
const OWED_MS = (11 * 60 + 32) * MINUTE_MS;
const HANDOFF = "Handoff: Night shift to Day shift";

test.setTimeout(360_000);
/** What the browser itself says of the sign-in before anybody is signed in. */
test.use({ rate: FASTEST, expectedErrors: [/status of 401/] });

test("a shift is taken, handed over and accepted, and a calendar reads it by its link", async ({
  app,
  browser,
  open,
}) => {
  const enter = async (who: Who, viewport: { width: number; height: number }): Promise<Page> => {
    const page = await newPage(browser, { baseURL: app.origin, viewport });
    await signIn(page, who);
    return page;
  };
  const ada = await enter("ada", SCREENS.desktop);
  await reachHandoff(ada);
  // at 04:00, on a phone
  const tomas = await enter("tomas", SCREENS.phone);
  for (const page of [ada, tomas]) await page.goto("/schedule");
  const wall = await open("/wall");
  await expect(ada.getByRole("region", { name: "On duty" })).toContainText(
    /On duty now.*Ada Osei.*Night shift.*Next.*Tomas Silva/,
  );

  await test.step("a shift that is given up is a gap, until somebody takes it", async () => {
    await tomas.getByRole("button", { name: "Give up… Day shift" }).click();
    const dialog = tomas.getByRole("dialog", { name: "Give up Day shift" });
    await dialog.getByLabel("Why you cannot lead it").fill("The train is late.");
    await dialog.getByRole("button", { name: "Give it up" }).click();
    await expect(shiftsOf(ada)).toContainText(/GAP .*: nobody leads Day shift/);
    await tomas.getByRole("button", { name: "Take this shift Day shift" }).first().click();
    await expect(shiftsOf(ada)).not.toContainText("GAP");
    await expect(shiftsOf(tomas)).toContainText("Operations lead: Tomas Silva");
  });

  await test.step("the outgoing lead sends what the room has filled in", async () => {
    await expect(wall.getByRole("region", { name: "Handoff" })).toContainText("to write: Ada Osei");
    const panel = ada.getByRole("region", { name: HANDOFF });
    await panel.getByRole("button", { name: "Write the handoff…" }).click();
    await expect(panel.getByLabel("How things stand")).toHaveValue(/alert/);
    await expect(panel.getByText("Next gate: 24 hours")).toBeVisible();
    await panel.getByLabel("What to watch").fill("Segment B after the hour.");
    await panel.getByRole("button", { name: "Send the handoff" }).click();
    await expect(panel).toContainText("Written by Ada Osei");
    await expect(wall.getByRole("region", { name: "Handoff" })).toContainText("to accept: Tomas Silva");
  });

  await test.step("the incoming lead accepts it, and it goes", async () => {
    const panel = tomas.getByRole("region", { name: HANDOFF });
    await expect(panel).toContainText("Segment B after the hour.");
    await panel.getByLabel("Note").fill("Read.");
    await panel.getByRole("button", { name: "Accept the handoff" }).click();
    await expect(panel).toHaveCount(0);
    await expect(wall.getByRole("region", { name: "Handoff" })).toHaveCount(0);
    await expect(ada.getByRole("region", { name: "Handed over" })).toContainText("accepted by Tomas Silva");
  });

  await test.step("the calendar's link works without an account, and not once it is revoked", async () => {
    const panel = ada.getByRole("region", { name: "In your calendar" });
    await panel.getByLabel("Role").selectOption({ label: "Operations lead" });
    await panel.getByRole("button", { name: "Make a link" }).click();
    const link = await panel.getByLabel(/^Link for your calendar program/).inputValue();
    const read = await fetch(link);
    expect([read.status, read.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    expect(await read.text()).toMatch(
      /^BEGIN:VCALENDAR\r\n[^]*SUMMARY:REHEARSAL Day shift \(lead\)\r\n[^]*END:VCALENDAR\r\n$/,
    );
    await panel.getByRole("button", { name: "Revoke Operations lead" }).click();
    await panel.getByRole("button", { name: "Yes, revoke Operations lead" }).click();
    await expect(panel.getByText("You have no link yet.")).toBeVisible();
    expect((await fetch(link)).status).toBe(404);
  });
});

const started = z.object({ launch: z.object({ start: z.object({ at: z.number() }).nullable() }) });

async function reachHandoff(page: Page): Promise<void> {
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(await (await page.request.get(path)).json());
  await expect.poll(async () => (await read("/api/v1/room", started)).launch.start, { timeout: 60_000 }).not.toBeNull();
  const left = async (): Promise<number> => {
    const { clock, t0 } = await read("/api/v1/rollout", rolloutSchema);
    return t0 + OWED_MS - (clock.clockAt + (Date.now() - clock.realAt) * clock.rate);
  };
  const goOn = async (until: number, rate: number): Promise<void> => {
    await expect.poll(left, { timeout: 150_000, intervals: [200] }).toBeLessThanOrEqual(until);
    const set = await page.request.post("/api/v1/demo/clock", { data: { rate } });
    expect(set.status()).toBe(200);
  };
  // a busy machine takes a while to slow down, and the shift must not have begun by then
  await goOn(60 * MINUTE_MS, FASTEST / 10);
  await goOn(0, BY_HAND);
}

function shiftsOf(page: Page): Locator {
  return page.getByRole("region", { name: "Shifts", exact: true });
}

type Screen = { readonly baseURL: string; readonly viewport: { readonly width: number; readonly height: number } };

/** A browser of its own. */
async function newPage(browser: Browser, screen: Screen): Promise<Page> {
  const context = await browser.newContext({ ...screen, locale: "en-GB", timezoneId: "UTC" });
  return await context.newPage();
}
