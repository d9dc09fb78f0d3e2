import type { Page } from "@playwright/test";
import { startProgram } from "#testing/running-program";
import { expect, test } from "./fixtures.ts";
import {
  barButton,
  decide,
  doing,
  fillOpenFields,
  openForm,
  otherFigure,
  sign,
  whyDiffers,
} from "./story/checkpoint.ts";
import { FASTEST, GATES } from "./story/gates.ts";
import { askOf, openPoll, roleOf, startVote, voteGo } from "./story/preflight.ts";
import { scan } from "./story/scan.ts";
import { signIn } from "./story/sign-in.ts";
import { openWarRoom, PEOPLE, type WarRoom, type Who } from "./story/war-room.ts";

/** Pages that change often take the time of those that are looked at. */
const CALM = 1;
/** Each page is looked at twice, and every look takes seconds on a busy machine. */
test.setTimeout(600_000);

const PAGES = [
  ...[
    "/",
    "/summary",
    "/segments",
    "/targets/analyzer-a",
    "/checkpoints",
    "/checkpoints/gate-1",
    "/alerts",
    "/traffic",
  ],
  ...["/schedule", "/criteria", "/sprint", "/checklist", "/reports", "/rollouts", "/log", "/demo"],
];

let warRoom: WarRoom;
let entered: Set<Who>;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  entered = new Set();
  warRoom = await openWarRoom(browser, CALM);
});
// where opening it has failed there is nothing to close
test.afterAll(async () => await (warRoom as WarRoom | undefined)?.close());

/** Their page, signed in. */
async function pageOf(who: Who): Promise<Page> {
  const page = await warRoom.page(who);
  if (!entered.has(who)) await signIn(page, who);
  entered.add(who);
  return page;
}

/** Nobody looks at their pages for now. */
async function leave(...people: readonly (Who | "display")[]): Promise<void> {
  for (const who of people) await (await warRoom.page(who)).goto("about:blank");
}

/** The dialog that a button opens, looked at and closed again. */
async function scanDialog(page: Page, button: RegExp | string): Promise<void> {
  await page.getByRole("button", { name: button }).first().click();
  await scanOpened(page, String(button));
}

async function scanOpened(page: Page, what: string): Promise<void> {
  await expect(page.getByRole("dialog")).toBeVisible();
  await scan(page, `the dialog of ${what}`);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("pages for whoever is not in the room yet", async () => {
  const display = await warRoom.page("display");
  await display.goto("/sign-in");
  await scan(display, "sign-in");
  await display.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(display.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(1);
  await scan(display, "sign-in, refused");
  for (const path of ["/join?link=none", "/setup?link=none", "/no/such/page"]) {
    await display.goto(path);
    await scan(display, path);
  }
  await display.goto("/pair");
  await expect(display.getByRole("status")).toHaveAttribute("aria-label", /^Code/);
  await scan(display, "/pair");
  const fresh = await startProgram(["start"]);
  try {
    const setup = fresh
      .output()
      .split(/\s+/)
      .find((word) => word.startsWith(`${fresh.origin}/setup`));
    await display.goto(setup ?? "the program printed no link");
    await expect(display.getByRole("heading", { name: "Set up Holdpoint" })).toBeVisible();
    await scan(display, "/setup");
  } finally {
    await fresh.stop();
  }
});

test("settings, and the page that an invitation leads to", async () => {
  const robin = await pageOf("robin");
  await robin.goto("/settings");
  await robin.getByRole("region", { name: "Invitations" }).getByLabel("E-mail address").fill("vera@rehearsal.test");
  await robin.getByRole("button", { name: "Invite" }).click();
  const link = robin.getByLabel(/^Link for vera/);
  await expect(link).toHaveValue(/\/join\?/);
  await robin
    .getByRole("button", { name: /^Disable/ })
    .first()
    .click();
  await robin.getByRole("button", { name: "Change password" }).click();
  await scan(robin, "/settings of an administrator");
  const display = await warRoom.page("display");
  await display.goto(await link.inputValue());
  await scan(display, "/join");
  const mei = await pageOf("mei");
  await mei.goto("/settings");
  await scan(mei, "/settings of a lead");
  await leave("robin", "mei", "display");
});

test("pages of the room before the start, and their dialogs", async () => {
  const robin = await pageOf("robin");
  for (const path of PAGES) {
    await robin.goto(path);
    await expect(robin.getByRole("heading", { level: 1 })).toBeVisible();
    await scan(robin, path);
  }
  await robin.keyboard.press("?");
  await scanOpened(robin, "help");
  await robin.goto("/preflight");
  await scan(robin, "/preflight");
  for (const action of [/^Confirm…/, /^Waive…/, /^Log a test…/, /^Assign…/, /^Open the poll…/])
    await scanDialog(robin, action);
  const confirm = await askOf(robin, "Customer support briefed on the window", "Confirm");
  await confirm.getByRole("button", { name: "Confirm it" }).click();
  await scanOpened(robin, "confirming, refused");
  await robin.goto("/launch");
  await scan(robin, "/launch");
  await scanDialog(robin, "Start without a GO…");
  await scanDialog(robin, "Move T0…");
  await scanDialog(robin, "Decide…");
  await leave("robin");
});

test("the poll on desks and walls", async () => {
  const [ada, noor] = [await pageOf("ada"), await pageOf("noor")];
  const display = await warRoom.page("display");
  await roleOf(ada, "VP Engineering").getByRole("button").first().click();
  await scanOpened(ada, "handing on a vote");
  await openPoll(ada);
  await voteGo(ada, PEOPLE.ada.role);
  await scan(ada, "/preflight with a poll");
  await (await startVote(ada, PEOPLE.ada.role, "GO")).waitFor();
  await scanOpened(ada, "GO");
  await (await startVote(noor, PEOPLE.noor.role, "NO-GO")).waitFor();
  await scanOpened(noor, "NO-GO");
  await noor.goto("/wall?view=poll");
  await scan(noor, "the wall with a poll");
  await leave("ada", "noor");
  await display.goto(warRoom.app.address);
  for (const view of ["overview", "segments", "checkpoints", "sprint"]) {
    await display.goto(`/wall?view=${view}`);
    await scan(display, `the wall: ${view}`);
  }
  await leave("display");
});

test("pages of the room after the start, and every state of a checkpoint", async () => {
  const [ada, robin] = [await pageOf("ada"), await pageOf("robin")];
  const noor = await pageOf("noor");
  await warRoom.command("robin", "start-rollout", { override: "Only to look at the pages." });
  await ada.goto("/launch");
  await expect(ada.getByText("STARTED WITHOUT A GO").first()).toBeVisible();
  await scan(ada, "/launch after the start");
  await scanDialog(ada, /^Confirm…/);
  await warRoom.runAt(FASTEST / 5);
  await expect.poll(() => warRoom.msUntil(GATES.first.at), { timeout: 60_000 }).toBeLessThanOrEqual(0);
  await warRoom.runAt(CALM);
  await openForm(ada, GATES.first.label);
  await scan(ada, "an open form");
  const incidents = await otherFigure(ada, "Incidents");
  await incidents.fill("a few");
  await (await otherFigure(ada, "P99 latency")).fill("7000");
  await barButton(ada, "Save").click();
  await scan(ada, "a form with faults");
  await whyDiffers(ada, "P99 latency").fill("To look at it.");
  await incidents.fill("5");
  await whyDiffers(ada, "Incidents").fill("To look at it.");
  await fillOpenFields(ada);
  await scanDialog(ada, "Add an action item…");
  await scanDialog(ada, /^Hand on…/);
  await scan(ada, "a form with an override");
  await openForm(noor, GATES.first.label);
  await (await otherFigure(noor, "Incidents")).fill("6");
  await whyDiffers(noor, "Incidents").fill("To look at both.");
  await barButton(ada, "Save").click();
  await expect(noor.getByText("while you were filling this in")).toBeVisible();
  await scan(noor, "two versions of a form");
  await ada.getByRole("radio", { name: /^Continue/ }).check();
  await ada.getByLabel("Reason for the decision").fill("To look at it.");
  await barButton(ada, /^Decide/).click();
  await scanOpened(ada, "deciding");
  expect(await decide(ada, { choice: "Continue", reason: "To look at it." })).toBe(true);
  await scan(ada, "a decision that waits, for who took it");
  await noor.goto("/checkpoints");
  await scan(noor, "/checkpoints with one that waits");
  await noor.getByRole("link", { name: doing("Look and sign", GATES.first.label) }).click();
  await scanDialog(noor, "Decline…");
  await scan(noor, "a decision that waits, for who may sign");
  await sign(noor, GATES.first.label);
  await scan(noor, "a checkpoint that was decided");
  await leave("ada", "noor");
  for (const path of ["/", "/summary", "/preflight", "/traffic", "/criteria", "/sprint", "/log", "/checkpoints"]) {
    await robin.goto(path);
    await scan(robin, `${path} after the start`);
  }
  await leave("robin");
  const display = await warRoom.page("display");
  for (const view of ["overview", "checkpoints"]) {
    await display.goto(`/wall?view=${view}`);
    await scan(display, `the wall after the start: ${view}`);
  }
});
