import type { Locator, Page } from "@playwright/test";
import { z } from "zod";
import { expect } from "./fixtures.ts";
import { scan } from "./story/scan.ts";
import { signIn } from "./story/sign-in.ts";
import { test } from "./story/story.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);
/** What the browser itself says of what is refused. */
test.use({ story: "replay", expectedErrors: [/status of 4(04|09|22)/] });

/** A fault's way to an alert and back, at four times real time, with room for a busy machine. */
const SEEN_WITHIN = { timeout: 90_000 };
const DOWN = /^Target down: Analyzer, segment A/;
/** What a wall says of it: its sentence where it is the worst, else its name in the list. */
const SEEN_DOWN = /^(Analyzer, segment A is down|Target down: Analyzer, segment A)/;

const logSchema = z.object({
  events: z.array(z.object({ at: z.number(), event: z.object({ type: z.string(), alert: z.string().optional() }) })),
});

/** The moment at which the outage fired, as an address holds it. */
async function momentOfFault(page: Page): Promise<string> {
  const { events } = logSchema.parse(await (await page.request.get("/api/v1/log?limit=500")).json());
  const fired = events.find(
    ({ event }) => event.type === "alert_fired" && event.alert?.startsWith("target-down.analyzer-a"),
  );
  if (!fired) throw new Error("the outage did not fire");
  return new Date(Math.ceil(fired.at)).toISOString();
}

/** The newest moment that can be asked for. */
async function latestMoment(page: Page, at: string): Promise<number> {
  const answer = await page.request.get("/api/v1/replay", { params: { at } });
  return z.object({ to: z.number() }).parse(await answer.json()).to;
}

function band(page: Page): Locator {
  return page.getByRole("complementary", { name: "Replay" });
}

function askedMoment(page: Page): string | null {
  return new URL(page.url()).searchParams.get("at");
}

test("something breaks and is mended, and the room is calm again", async ({ warRoom }) => {
  const [ada, display] = [await warRoom.page("ada"), await warRoom.page("display")];
  await signIn(ada, "ada");
  await display.goto(warRoom.app.address);
  await display.goto("/wall");
  await ada.goto("/alerts");
  const card = ada.getByRole("region", { name: /^Firing/ }).getByRole("heading", { name: DOWN });
  await ada.request.post("/api/v1/demo/faults", { data: { fault: "outage" } });
  await expect(card).toBeVisible(SEEN_WITHIN);
  await ada.request.delete("/api/v1/demo/faults");
  await expect(card).toBeHidden(SEEN_WITHIN);
  await expect(display.getByText(DOWN)).toHaveCount(0);
});

test("the wall shows the moment of the fault as it was, and says so", async ({ warRoom }) => {
  const display = await warRoom.page("display");
  await display.goto(`/wall?at=${await momentOfFault(await warRoom.page("ada"))}`);
  await expect(band(display)).toContainText("REPLAY");
  await expect(band(display)).toContainText("REHEARSAL");
  // on a busy machine something worse may fire beside it
  await expect(display.getByRole("region", { name: "Worst alert" })).toContainText("FIRING", SEEN_WITHIN);
  await expect(display.getByText(SEEN_DOWN).first()).toBeVisible();
  await expect(display.getByRole("status").filter({ hasText: "Not all right" })).toHaveCount(1);
  await scan(display, "the wall in a replay");
  await band(display).getByRole("link", { name: "Back to live" }).click();
  await expect(display).toHaveURL(/\/wall$/);
  await expect(display.getByText("Live", { exact: true }).first()).toBeVisible(SEEN_WITHIN);
  await expect(display.getByText(SEEN_DOWN)).toHaveCount(0);
});

test("a lead looks back, may change nothing, and every way leads to the same moment", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  const moment = await momentOfFault(ada);
  await ada.goto(`/alerts?at=${moment}`);
  const firing = ada.getByRole("region", { name: /^Firing/ });
  await expect(firing.getByRole("heading", { name: DOWN })).toBeVisible(SEEN_WITHIN);
  await expect(ada.getByRole("button", { name: /Acknowledge/ })).toHaveCount(0);
  await expect(band(ada)).toContainText("Read-only: nothing can be changed in the past.");
  await firing.getByRole("link", { name: DOWN }).click();
  await expect(ada).toHaveURL(/\/alerts\/target-down/, SEEN_WITHIN);
  expect(askedMoment(ada)).toBe(moment);
  await ada.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Log" }).click();
  await expect(ada).toHaveURL(/\/log\?at=/, SEEN_WITHIN);
  expect(askedMoment(ada)).toBe(moment);
  await expect(ada.getByRole("region", { name: "Events" })).not.toContainText("is over");
  await scan(ada, "the log in a replay");
  await ada.keyboard.press("g");
  await ada.keyboard.press("o");
  await expect(ada).toHaveURL(/\/\?at=/, SEEN_WITHIN);
  expect(askedMoment(ada)).toBe(moment);
  await expect(ada.getByText("Not all right").first()).toBeVisible(SEEN_WITHIN);
});

test("the past is played, stepped through and left by keys", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  const moment = Date.parse(await momentOfFault(ada));
  const stamp = new Date(moment).toISOString();
  // what is still to come cannot be stepped to
  await expect.poll(() => latestMoment(ada, stamp), SEEN_WITHIN).toBeGreaterThan(moment + 120_000);
  await ada.goto(`/?at=${stamp}`);
  const slider = band(ada).getByRole("slider", { name: "Moment" });
  await expect(slider).toBeVisible(SEEN_WITHIN);
  await slider.focus();
  await slider.press("ArrowRight");
  await slider.press("ArrowRight");
  await expect.poll(() => Date.parse(askedMoment(ada) ?? "")).toBe(moment + 120_000);
  await expect(band(ada).getByRole("button", { name: "To the event before" })).toBeEnabled(SEEN_WITHIN);
  await ada.keyboard.press("[");
  await expect.poll(() => Date.parse(askedMoment(ada) ?? ""), SEEN_WITHIN).toBeLessThan(moment + 120_000);
  const stepped = Date.parse(askedMoment(ada) ?? "");
  expect(stepped).toBeGreaterThanOrEqual(moment);
  // alerts are marked: to the last one, to whatever was logged before it, and on to it again
  const asked = (): number => Date.parse(askedMoment(ada) ?? "");
  const isShown = async (): Promise<void> =>
    expect(band(ada).locator("time").first()).toHaveAttribute("datetime", new Date(asked()).toISOString(), SEEN_WITHIN);
  await ada.keyboard.press("{");
  await expect.poll(asked, SEEN_WITHIN).toBeLessThan(stepped);
  const marked = asked();
  await isShown();
  await ada.keyboard.press("[");
  await expect.poll(asked, SEEN_WITHIN).toBeLessThan(marked);
  await isShown();
  await ada.keyboard.press("}");
  await expect.poll(asked, SEEN_WITHIN).toBe(marked);
  // from where two minutes are left until the present at which it was asked for: at the present, playing ends by itself
  await ada.goto(`/?at=${stamp}`);
  await band(ada).getByRole("combobox", { name: "Speed" }).selectOption("10 s per second");
  await band(ada).getByRole("button", { name: "Play" }).click();
  await expect.poll(() => Date.parse(askedMoment(ada) ?? ""), SEEN_WITHIN).toBeGreaterThanOrEqual(moment + 10_000);
  await band(ada).getByRole("button", { name: "Pause" }).click();
  await band(ada).getByRole("link", { name: "Back to live" }).click();
  await expect(band(ada)).toHaveCount(0);
  expect(askedMoment(ada)).toBeNull();
  await expect(ada.getByText("Live", { exact: true }).first()).toBeVisible(SEEN_WITHIN);
});

test("a moment to come and one before the rollout are refused in a sentence", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await ada.goto("/segments?at=2040-01-01T00:00:00Z");
  await expect(ada.getByText("That moment is still to come", { exact: false })).toBeVisible(SEEN_WITHIN);
  await ada.goto("/segments?at=2001-01-01T00:00:00Z");
  await expect(ada.getByText("there is nothing to show", { exact: false })).toBeVisible(SEEN_WITHIN);
  const refused = await ada.request.post("/api/v1/replay", { data: {} });
  expect([404, 405]).toContain(refused.status());
  await ada.getByRole("link", { name: "Back to live" }).click();
  await expect(ada.getByRole("heading", { name: "Segments", exact: true })).toBeVisible(SEEN_WITHIN);
});

test("the rollouts are listed, and one that runs is not archived", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await ada.goto("/rollouts");
  const rollouts = ada.getByRole("region", { name: "All rollouts" });
  await expect(rollouts).toContainText("RUNNING", SEEN_WITHIN);
  await scan(ada, "/rollouts");
  await rollouts.getByRole("button", { name: "Archive" }).click();
  const dialog = ada.getByRole("dialog", { name: /^Archive/ });
  await dialog.getByLabel(/^Why/).fill("It went well.");
  await dialog.getByRole("button", { name: "Archive" }).click();
  await expect(dialog).toContainText("This rollout runs until", SEEN_WITHIN);
  await dialog.getByRole("button", { name: "Back" }).click();
  await rollouts.getByRole("link", { name: "Look back" }).click();
  await expect(band(ada)).toBeVisible(SEEN_WITHIN);
});
