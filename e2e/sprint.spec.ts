import type { Locator, Page } from "@playwright/test";
import { expect, SCREENS } from "./fixtures.ts";
import { scan } from "./story/scan.ts";
import { signIn } from "./story/sign-in.ts";
import { BY_HAND, test } from "./story/story.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(400_000);
/** What the browser itself says of a refusal, which the page then shows in words. */
test.use({ story: "sprint", expectedErrors: [/status of (403|409|422)/] });

const LAST = "3.3 Orchestration and failover across regions";
const PACING = "2.2 Adaptive pacing engine";

function bar(page: Page, task: string): Locator {
  return page.getByRole("region", { name: "In time" }).getByRole("button", { name: new RegExp(`^${task}: `) });
}
function card(page: Page, task: string): Locator {
  return page.getByRole("listitem", { name: task, exact: true });
}
async function open(page: Page): Promise<void> {
  await page.goto("/sprint");
  await expect(bar(page, LAST)).toBeVisible({ timeout: 30_000 });
}
/** Opens what may be said about a task, and chooses what it is. */
async function say(page: Page, task: string, what: string): Promise<Locator> {
  await card(page, task)
    .getByRole("button", { name: /^Say what is new/ })
    .click();
  const dialog = page.getByRole("dialog", { name: task });
  await dialog.getByLabel("What is new").selectOption(what);
  return dialog;
}

test("a lead moves a task by keys: what breaks a need is refused at once, and says why", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await signIn(ada, "ada");
  await warRoom.runAt(BY_HAND);
  await open(ada);
  await bar(ada, PACING).focus();
  await ada.keyboard.press("ArrowRight");
  const said = ada.getByRole("region", { name: "In time" }).getByRole("status");
  await expect(said).toContainText("“2.3 Retention signals and interventions” needs it");
  await ada.keyboard.press("Escape");
  await expect(said).toContainText("Drag a bar");

  await ada.keyboard.press("Shift+ArrowLeft");
  await expect(said).toContainText("It can be moved there");
  await ada.keyboard.press("Enter");
  const dialog = ada.getByRole("dialog", { name: PACING });
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(dialog.getByText("Say why, in a few words.")).toBeVisible();
  await dialog.getByLabel("Why it moves").fill("Half of it was built in stream 1.");
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(dialog).toBeHidden();
  await expect(card(ada, PACING)).toContainText(/, planned \d{4}-\d\d-\d\d to/);
});

test("a bar is dragged past the sprint's end, which is said, and the table tells the same", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await ada.setViewportSize(SCREENS.desktop);
  await open(ada);
  await bar(ada, LAST).scrollIntoViewIfNeeded();
  const box = await bar(ada, LAST).boundingBox();
  if (!box) throw new Error("the bar is nowhere");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await ada.mouse.move(x, y);
  await ada.mouse.down();
  await ada.mouse.move(x + (box.width / 5) * 2, y, { steps: 6 });
  await expect(ada.getByRole("region", { name: "In time" }).getByRole("status")).toContainText("past the sprint's end");
  await ada.mouse.up();
  const dialog = ada.getByRole("dialog", { name: LAST });
  await dialog.getByLabel("Why it moves").fill("The load balancer arrives late.");
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(dialog).toBeHidden();
  await ada.getByRole("button", { name: "Table", exact: true }).click();
  const row = ada.getByRole("row", { name: new RegExp(`^${LAST}`) });
  await expect(row).toContainText("past the sprint's end");
  await expect(row).not.toContainText("the same");
  await scan(ada, "the sprint as a table");
});

test("what becomes of a task is told, and a blocked stream has its ways out", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await open(ada);
  const first = "1.1 Real-time performance tuning";
  const progress = await say(ada, first, "How far it is");
  await progress.getByLabel("Done, in %").fill("a lot");
  await progress.getByRole("button", { name: "Save" }).click();
  await expect(progress.getByText('"a lot" is no figure.')).toBeVisible();
  await progress.getByLabel("Done, in %").fill("40 %");
  await progress.getByRole("button", { name: "Save" }).click();
  await expect(card(ada, first)).toContainText("40 %");

  const owner = await say(ada, first, "Who owns it");
  await owner.getByLabel("Owner").selectOption("Mei Lin");
  await owner.getByRole("button", { name: "Save" }).click();
  await expect(card(ada, first)).toContainText("Mei Lin");

  const block = await say(ada, first, "Something blocks it");
  await block.getByLabel("What blocks it").fill("No access to production profiles");
  await block.getByRole("button", { name: "It is blocked" }).click();
  const stream = ada.getByRole("region", { name: /^Continuous optimisation/ });
  const ways = stream.getByRole("region", { name: "Blocked" });
  await expect(ways).toContainText("3 to 5 % ROI comes later");
  await ways.getByRole("button", { name: "Do this… Turn to stream 2's features." }).click();
  const way = ada.getByRole("dialog", { name: "Turn to stream 2's features." });
  await way.getByLabel("Why").fill("Access takes a week.");
  await way.getByRole("button", { name: "Do this" }).click();
  await expect(ways).toContainText("Chosen by Ada Osei");
  await expect(ways).toContainText("Access takes a week.");
});

test("what it has brought is held against what was expected, and counts no sooner than it may", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await open(ada);
  const first = "1.1 Real-time performance tuning";
  const deliver = await say(ada, first, "It is delivered");
  await deliver.getByLabel("Link to the deliverable").fill("wiki/tuning");
  await deliver.getByRole("button", { name: "It is delivered" }).click();
  await expect(deliver.getByText(/must be a web address/)).toBeVisible();
  await deliver.getByLabel("Link to the deliverable").fill("https://wiki.test/tuning");
  await deliver.getByRole("button", { name: "It is delivered" }).click();
  await expect(card(ada, first)).toContainText("delivered");
  const impact = await say(ada, first, "What it has brought");
  await expect(impact).toContainText("The plan expects 1 to 2 % more.");
  await impact.getByLabel("ROI, in %").fill("140");
  await impact.getByRole("button", { name: "Save" }).click();
  await expect(impact.getByText(/must be from -100 to 100 %/)).toBeVisible();
  await impact.getByLabel("ROI, in %").fill("1,4");
  await impact.getByRole("button", { name: "Save" }).click();
  await expect(impact).toBeHidden();
  const brings = ada.getByRole("region", { name: "What it is to bring" });
  const roi = brings.getByRole("listitem").filter({ hasText: "8 to 10 % more ROI from all streams" });
  await expect(roi).toContainText("not yet mature");
  await expect(roi).toContainText("1.4 %, of 1 of 3 tasks");
  // 5.8 % before, and 1.4 % by this task
  await expect(brings.getByRole("listitem").filter({ hasText: "8 to 10 % ROI in total" })).toContainText("7.2 %");
  await expect(ada.getByRole("region", { name: "People: 13 FTE" })).toContainText("FTE stretched");
});

test("it fits a phone, and a wall shows all of it", async ({ warRoom }) => {
  const ada = await warRoom.page("ada");
  await ada.setViewportSize(SCREENS.phone);
  await open(ada);
  const wide = await ada.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(wide).toBe(false);
  await scan(ada, "the sprint on a phone");
  await ada.setViewportSize(SCREENS.desktop);
  await ada.goto("/wall?view=sprint");
  const wall = ada.getByRole("region", { name: "Sprint", exact: true });
  await expect(wall).toContainText("1 of 9 tasks delivered");
  await expect(wall.getByRole("img", { name: new RegExp(`^${LAST}: `) })).toBeInViewport({ ratio: 1 });
});
