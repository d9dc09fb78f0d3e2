import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { test, type Balanced } from "./story/balanced.ts";
import { scan } from "./story/scan.ts";
import { signIn } from "./story/sign-in.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);

/** While people watch a countdown of two minutes: half a minute of real time. */
const BY_HAND = 4;
/** While nothing has to be read. */
const WAITING = 12;
/** A fault's way to an alert and back at that rate, with room for a busy machine. */
const SEEN_WITHIN = { timeout: 90_000 };
const ALL_NEW = { "new-1": 0, "new-2": 0, "new-3": 100, "old-1": 0 };
const HALF = { "new-1": 0, "new-2": 0, "new-3": 50, "old-1": 50 };
const DOWN = /^Target down: Analyzer, segment A/;

function here(balanced: Balanced | null): Balanced {
  test.skip(balanced === null, "there is no haproxy here");
  return balanced as Balanced;
}

function split(page: Page): Locator {
  return page.getByRole("region", { name: "Intended and actual" });
}

function row(page: Page, group: string): Locator {
  return split(page).getByRole("listitem").filter({ hasText: group });
}

/** The dialog's reason is filled in and sent. */
async function confirm(page: Page, button: string, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Why/ }).fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The fault is over: faster, until nothing is critical any more and no countdown runs. */
async function untilCalm({ warRoom }: Balanced): Promise<void> {
  await (await warRoom.page("ada")).request.delete("/api/v1/demo/faults", { maxRetries: 3 });
  await warRoom.runAt(WAITING);
  const isCalm = async (): Promise<boolean> => {
    const { alerts, traffic } = await warRoom.room();
    const critical = Object.values(alerts).filter(({ severity, resolved }) => severity === "critical" && !resolved);
    return critical.length === 0 && traffic.countdown === null;
  };
  await expect.poll(isCalm, SEEN_WITHIN).toBe(true);
  await warRoom.runAt(BY_HAND);
}

test("all traffic goes to the new version at T0, and HAProxy says so", async ({ balanced }) => {
  const { warRoom, shares } = here(balanced);
  const ada = await warRoom.page("ada");
  await signIn(ada, "ada");
  await expect.poll(async () => (await warRoom.room()).launch.start !== null, SEEN_WITHIN).toBe(true);
  await warRoom.runAt(BY_HAND);
  await ada.keyboard.press("g");
  await ada.keyboard.press("f");
  await expect(ada).toHaveURL(/\/traffic$/);
  await expect(split(ada)).toContainText("NOT DECIDED");
  await expect(split(ada)).toContainText("Moved by HAProxy's weights");
  await ada.getByRole("button", { name: /^Take this step… All traffic/ }).click();
  await expect(ada.getByRole("dialog")).toContainText("Then: Rollout (ultra-fast analyzer) 100 %.");
  await confirm(ada, "Take this step", "Everybody said GO.");
  await expect(split(ada)).toContainText("AS DECIDED", SEEN_WITHIN);
  await expect(row(ada, "Rollout")).toContainText(/Intended\s*100 %\s*Actual\s*100 %/);
  expect(await shares()).toEqual(ALL_NEW);
  await expect(ada.getByRole("region", { name: "Steps of the plan" })).toContainText("TAKEN, HOLDS");
  await scan(ada, "/traffic");
});

test("what was read back proves the lines of the T0 sequence", async ({ balanced }) => {
  const { warRoom } = here(balanced);
  const ada = await warRoom.page("ada");
  await ada.goto("/launch");
  for (const label of ["Canary from 1 % to 0 %", "Ramp from 10 % to 0 %", "Rollout from 0 % to 100 %"]) {
    const line = ada.getByRole("listitem").filter({ hasText: label }).last();
    await expect(line).toContainText("PROVEN", SEEN_WITHIN);
    await expect(line).toContainText("Read back from HAProxy: Rollout (ultra-fast analyzer) 100 %.");
  }
});

test("somebody who moves a weight by hand is seen", async ({ balanced }) => {
  const { warRoom, balancer } = here(balanced);
  const [ada, display] = [await warRoom.page("ada"), await warRoom.page("display")];
  await display.goto(warRoom.app.address);
  await display.goto("/wall");
  await ada.goto("/traffic");
  await balancer.say("set weight app/old-1 25");
  await expect(split(ada)).toContainText("DIFFERS", SEEN_WITHIN);
  await expect(row(ada, "Rollout")).toContainText(/Actual\s*80 %/);
  await expect(display.getByRole("region", { name: "Traffic" })).toContainText("100 % intended, 80 % actual");
  await balancer.say("set weight app/old-1 0");
  await expect(split(ada)).toContainText("AS DECIDED", SEEN_WITHIN);
});

test("an outage begins a countdown everywhere, and a lead may cancel it", async ({ balanced }) => {
  const { warRoom, shares } = here(balanced);
  const [ada, display] = [await warRoom.page("ada"), await warRoom.page("display")];
  await ada.request.post("/api/v1/demo/faults", { data: { fault: "outage" }, maxRetries: 3 });
  const banner = ada.getByRole("region", { name: "Automatic reduction" });
  await expect(banner).toContainText("Reduces to 50 % by itself: Rollout (ultra-fast analyzer)", SEEN_WITHIN);
  // what is looked at meanwhile takes its time
  await warRoom.runAt(1);
  await expect(banner.getByRole("timer")).toHaveText(/^00:0[01]:\d\d$/);
  const onWall = display.getByRole("region", { name: "Automatic reduction" });
  await expect(onWall.getByRole("timer")).toHaveText(/^00:0[01]:\d\d$/);
  await scan(ada, "a page with the countdown");
  await scan(display, "the wall with the countdown");
  await banner.getByRole("button", { name: "Cancel it…" }).click();
  await confirm(ada, "Do not reduce", "We broke it on purpose.");
  await expect(banner).toHaveCount(0);
  await expect(onWall).toHaveCount(0);
  await expect(ada.getByRole("region", { name: /^What happened/ })).toContainText(
    /The reduction for .* is cancelled: We broke it on purpose\./,
  );
  expect(await shares()).toEqual(ALL_NEW);
  await untilCalm(here(balanced));
});

test("nobody cancels the next one: HAProxy sends half back, and the playbook goes on by itself", async ({
  balanced,
}) => {
  const { warRoom, shares } = here(balanced);
  const ada = await warRoom.page("ada");
  await ada.request.post("/api/v1/demo/faults", { data: { fault: "outage" }, maxRetries: 3 });
  await expect(ada.getByRole("region", { name: "Automatic reduction" })).toBeVisible(SEEN_WITHIN);
  await ada.goto("/alerts");
  await ada
    .getByRole("region", { name: /^Firing/ })
    .getByRole("link", { name: DOWN })
    .click();
  const steps = ada.getByRole("region", { name: "What to do" });
  await expect(steps.getByRole("button", { name: /^Move the traffic… Reduce to 50 %/ })).toBeVisible();
  await expect.poll(shares, SEEN_WITHIN).toEqual(HALF);
  const reduce = steps.getByRole("listitem").filter({ hasText: "Reduce to 50 % of the traffic" });
  await expect(reduce).toContainText("DONE", SEEN_WITHIN);
  await expect(reduce).toContainText(/Read back from HAProxy: Rollout .* 50 %, Stable version 50 %\.\s*Holdpoint/);
  await expect(steps.getByRole("timer")).toContainText(/^01:5\d:\d\d left$/);
  await scan(ada, "an alert's page with a step that the traffic made");
});

test("the fault is over, the alert too, and the traffic is resumed and read back", async ({ balanced }) => {
  const { warRoom, shares } = here(balanced);
  const ada = await warRoom.page("ada");
  const alertPage = ada.url();
  await untilCalm(here(balanced));
  await expect(ada.getByText("RESOLVED").first()).toBeVisible(SEEN_WITHIN);
  await ada.goto("/traffic");
  await expect(split(ada)).toContainText("On hold");
  await ada.getByRole("button", { name: "Resume…" }).click();
  await confirm(ada, "Resume", "The network is well again.");
  await expect(split(ada)).toContainText("AS DECIDED", SEEN_WITHIN);
  await expect(row(ada, "Rollout")).toContainText(/Intended\s*100 %\s*Actual\s*100 %/);
  expect(await shares()).toEqual(ALL_NEW);
  await ada.goto(alertPage);
  const steps = ada.getByRole("region", { name: "What to do" });
  await steps.getByRole("button", { name: "Reschedule…" }).click();
  await confirm(ada, "Reschedule", "We try again when the cause is known.");
  await expect(steps).toContainText("The rollout is to be moved to another day");
});
