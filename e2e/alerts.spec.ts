import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { scan } from "./story/scan.ts";
import { signIn } from "./story/sign-in.ts";
import { test } from "./story/story.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);
/** What the browser itself says of the page that there is not, and of what somebody else did first. */
test.use({ story: "alerts", expectedErrors: [/status of 40[49]/] });

/** A fault's way to an alert and back, at four times real time, with room for a busy machine. */
const SEEN_WITHIN = { timeout: 60_000 };
const DOWN = /^Target down: Analyzer, segment A/;

function cardOf(page: Page, label: RegExp): Locator {
  const firing = page.getByRole("region", { name: /^Firing/ });
  return firing.getByRole("listitem").filter({ has: page.getByRole("heading", { name: label }) });
}

test("the page says what would fire before anything does", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await signIn(ada, "ada");
  await ada.keyboard.press("g");
  await ada.keyboard.press("a");
  await expect(ada).toHaveURL(/\/alerts$/);
  await expect(ada.getByRole("region", { name: "What would fire" })).toContainText("Error rate > 0.5 % over 1 min");
  await ada.goto("/alerts/no-such-alert");
  await expect(ada.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});

test("an outage is on every page and wall, and somebody takes it in hand", async ({ warRoom }) => {
  const [ada, display] = [await warRoom.page("ada"), await warRoom.page("display")];
  await display.goto(warRoom.app.address);
  await display.goto("/wall");
  await ada.goto("/alerts");
  await ada.request.post("/api/v1/demo/faults", { data: { fault: "outage" } });
  await expect(cardOf(ada, DOWN)).toBeVisible(SEEN_WITHIN);
  await expect(display.getByRole("region", { name: "Worst alert" })).toContainText("CRITICAL", SEEN_WITHIN);
  await expect(display.getByRole("status").filter({ hasText: "Not all right" })).toHaveCount(1);
  await scan(ada, "/alerts with alerts");
  await scan(display, "the wall with alerts");
  await cardOf(ada, DOWN)
    .getByRole("button", { name: /^Acknowledge/ })
    .click();
  const dialog = ada.getByRole("dialog", { name: /^Acknowledge/ });
  await dialog.getByLabel(/^What you are doing about it/).fill("Looking at the network.");
  await dialog.getByRole("button", { name: "I have it" }).click();
  await expect(cardOf(ada, DOWN)).toContainText("Ada Osei");
  await cardOf(ada, DOWN).getByRole("link", { name: DOWN }).click();
  await expect(ada.getByRole("heading", { level: 1, name: DOWN })).toBeVisible();
});

test("who is second keeps the dialog and its words, and reads who was first", async ({ warRoom }) => {
  const [ada, noor] = [await warRoom.page("ada"), await warRoom.page("noor")];
  await signIn(noor, "noor");
  await noor.goto(ada.url());
  const first = { name: /^Done… Reduce/ };
  await noor.getByRole("button", first).click();
  const dialog = noor.getByRole("dialog", { name: /^Reduce/ });
  await dialog.getByLabel("What was done or found").fill("Half of it is off segment A.");
  await ada.getByRole("button", first).click();
  await ada.getByRole("dialog").getByRole("button", { name: "It is done" }).click();
  await expect(noor.getByRole("button", { ...first, includeHidden: true })).toHaveCount(0);
  await dialog.getByRole("button", { name: "It is done" }).click();
  await expect(dialog).toContainText("was done already, by Ada Osei.");
  await expect(dialog.getByLabel("What was done or found")).toHaveValue("Half of it is off segment A.");
  await scan(noor, "a dialog about what was done meanwhile");
  await noor.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(noor.getByRole("listitem").filter({ hasText: "Reduce" }).first()).toBeFocused();
});

test("the procedure is walked through, and left with a reason", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  const steps = ada.getByRole("region", { name: "What to do" });
  const clock = steps.getByRole("timer");
  await expect(clock).toContainText(/^01:5\d:\d\d left$/);
  await ada.reload();
  await expect(clock).toContainText(/^01:5\d:\d\d left$/);
  await steps.getByRole("button", { name: /^Decide…/ }).click();
  const decision = ada.getByRole("dialog");
  await decision.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(decision.getByText("Choose one of them.")).toBeVisible();
  await decision.getByRole("radio", { name: /^Redesign, takes 3 d to 5 d/ }).check();
  await decision.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(steps).toContainText("Redesign.");
  await scan(ada, "an alert's page");
  await steps.getByRole("button", { name: "Resume…" }).click();
  await ada.getByRole("dialog").getByLabel(/^Why/).fill("It was only the demo.");
  await ada.getByRole("dialog").getByRole("button", { name: "Resume", exact: true }).click();
  await expect(steps).toContainText("The rollout goes on");
});

test("it is silenced, and it is over", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await ada.getByRole("button", { name: /^Silence…/ }).click();
  await ada
    .getByRole("dialog")
    .getByLabel(/^Why nobody needs to know/)
    .fill("We are on it.");
  await ada.getByRole("dialog").getByRole("button", { name: "Silence it" }).click();
  await expect(ada.getByText("SILENCED").first()).toBeVisible();
  await ada.request.delete("/api/v1/demo/faults");
  await expect(ada.getByText("RESOLVED").first()).toBeVisible(SEEN_WITHIN);
  await ada.goto("/alerts");
  await expect(ada.getByRole("region", { name: /^Over:/ })).toContainText("Target down");
  const silences = ada.getByRole("region", { name: "Silences" });
  await silences.getByRole("button", { name: /^End it…/ }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "End it", exact: true }).click();
  await expect(silences).toContainText("Nothing is silenced");
});

test("several at once are taken in hand with one reason", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await ada.goto("/alerts");
  await ada.request.post("/api/v1/demo/faults", { data: { fault: "outage" } });
  const all = ada.getByRole("button", { name: /^Acknowledge all \d+…$/ });
  await expect(all).toBeVisible(SEEN_WITHIN);
  await all.click();
  const dialog = ada.getByRole("dialog", { name: /^Acknowledge \d+ alerts$/ });
  await dialog.getByRole("button", { name: /^I have all/ }).click();
  await expect(dialog.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("textbox").fill("One cause: the network.");
  await dialog.getByRole("button", { name: /^I have all/ }).click();
  await expect(dialog).toBeHidden();
  const taken = ada.getByRole("region", { name: /^Firing/ }).getByRole("listitem");
  await expect(taken.filter({ hasText: "One cause: the network." }).first()).toBeVisible();
  expect(await taken.filter({ hasText: "One cause: the network." }).count()).toBeGreaterThan(1);
  await ada.request.delete("/api/v1/demo/faults");
});
