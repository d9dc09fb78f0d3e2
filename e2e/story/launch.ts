import type { Locator, Page } from "@playwright/test";
import { expect } from "../fixtures.ts";

/** A line of the execution board. */
export function lineOf(page: Page, label: string): Locator {
  const board = page.getByRole("region", { name: "Execution board" });
  // a step is a list item too: the line is the innermost
  return board.getByRole("listitem").filter({ hasText: label }).last();
}

export async function takeRampDecision(page: Page, option: string, reason: string): Promise<void> {
  const panel = page.getByRole("region", { name: "Ramp decision" });
  await panel.getByRole("button", { name: "Decide…" }).click();
  const dialog = page.getByRole("dialog", { name: "Ramp decision" });
  await dialog.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(dialog.getByText("Choose one of them.")).toBeVisible();
  await dialog.getByRole("radio", { name: option }).check();
  await dialog.getByLabel("Why").fill(reason);
  await dialog.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(panel).toContainText(reason);
}

export async function startRollout(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start the rollout…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start now" }).click();
  await expect(page.getByRole("region", { name: "Start of the rollout" })).toContainText("Started by");
}

/** Confirms a line by hand; with a note where there is one. */
export async function confirmLine(page: Page, label: string, note: string): Promise<void> {
  await lineOf(page, label).getByRole("button", { name: "Confirm…" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm a line" });
  await dialog.getByRole("textbox").fill(note);
  await dialog.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(lineOf(page, label)).toContainText("CONFIRMED");
}
