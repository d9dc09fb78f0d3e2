import type { Locator, Page } from "@playwright/test";
import { expect } from "../fixtures.ts";

/** A line of the pre-flight list. */
export function itemOf(page: Page, label: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: label, exact: true }) });
}

/** Opens what may be done about a line, and answers its dialog. */
export async function askOf(page: Page, label: string, action: string): Promise<Locator> {
  await itemOf(page, label)
    .getByRole("button", { name: new RegExp(`^${action}…`) })
    .click();
  return page.getByRole("dialog");
}

/** A role of the roster. */
export function roleOf(page: Page, label: string): Locator {
  return page.getByRole("region", { name: "Roster" }).getByRole("listitem").filter({ hasText: label }).first();
}

export async function openPoll(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Open (the|a new) poll…$/ }).click();
  const dialog = page.getByRole("dialog", { name: "Open the poll" });
  await dialog.getByRole("button", { name: "Open the poll" }).click();
  await expect(dialog).toBeHidden();
}

/** Presses the large button of a role's vote; answers the dialog in which the vote is said once more. */
export async function startVote(page: Page, role: string, vote: "GO" | "NO-GO"): Promise<Locator> {
  const box = page.getByRole("group", { name: `Your vote as ${role}` });
  await box.getByRole("button", { name: vote, exact: true }).click();
  return page.getByRole("dialog", { name: `${vote} as ${role}` });
}

export async function voteGo(page: Page, role: string): Promise<void> {
  const dialog = await startVote(page, role, "GO");
  await dialog.getByRole("button", { name: "Vote GO" }).click();
  await expect(dialog).toBeHidden();
}
