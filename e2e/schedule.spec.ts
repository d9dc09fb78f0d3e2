import type { Locator, Page } from "@playwright/test";
import { expect, SCREENS } from "./fixtures.ts";
import { test } from "./story/days.ts";
import type { WarRoom } from "./story/war-room.ts";

/** Half an hour before the day shift takes over, its handoff is owed. */
const OWED_MS = (11 * 60 + 32) * 60_000;
const HANDOFF = "Handoff: Night shift to Day shift";

test.setTimeout(400_000);
test.use({ daysOf: "a handoff" });

test("a shift is taken, handed over and accepted, and a calendar reads it by its link", async ({ days }) => {
  const t0 = await days.start(0);
  await days.on({ at: t0 + OWED_MS, who: ["ada", "tomas"] }, handOver);
});

async function handOver(warRoom: WarRoom): Promise<void> {
  const [ada, tomas] = [await warRoom.page("ada"), await warRoom.page("tomas")];
  await tomas.setViewportSize(SCREENS.phone);
  for (const page of [ada, tomas]) await page.goto("/schedule");
  const wall = await openWall(warRoom);
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
    const dialog = ada.getByRole("dialog", { name: HANDOFF });
    await expect(dialog.getByLabel("How things stand")).toHaveValue(/alert/);
    await expect(dialog.getByText("Next gate: 24 hours")).toBeVisible();
    await dialog.getByLabel("What to watch").fill("Segment B after the hour.");
    await dialog.getByRole("button", { name: "Send the handoff" }).click();
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
}

async function openWall(warRoom: WarRoom): Promise<Page> {
  const wall = await warRoom.page("display");
  await wall.goto(warRoom.app.address);
  await wall.goto("/wall");
  return wall;
}

function shiftsOf(page: Page): Locator {
  return page.getByRole("region", { name: "Shifts", exact: true });
}
