import type { Locator, Page } from "@playwright/test";
import { expect } from "../fixtures.ts";

/** The name of a button or link that says what it does and, for those who hear it alone, to what. */
export function doing(what: string, to: string): RegExp {
  return new RegExp(`^${literally(what)} ?: ${literally(to)}$`);
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** From the list of checkpoints to the form that waits. */
export async function openForm(page: Page, label: string): Promise<void> {
  await page.goto("/checkpoints");
  await page.getByRole("link", { name: doing("Fill in and decide", label) }).click();
  await expect(page.getByRole("form", { name: label, exact: true })).toBeVisible();
}

/** One field of the form; its name also says whether it is still to be filled in. */
export function fieldOf(page: Page, label: string): Locator {
  return page.getByRole("form").getByRole("group", { name: new RegExp(`^${literally(label)}`) });
}

/** Where another figure than the measured one is typed in, opened. */
export async function otherFigure(page: Page, label: string): Promise<Locator> {
  const field = fieldOf(page, label);
  await field.getByRole("button", { name: "Enter another figure" }).click();
  return field.getByLabel("Figure instead of the measured one");
}

export function whyDiffers(page: Page, label: string): Locator {
  return fieldOf(page, label).getByLabel("Why it differs from what was measured");
}

export function stateOf(page: Page): Locator {
  return page.getByRole("region", { name: "State" });
}

export function barButton(page: Page, name: RegExp | string): Locator {
  return page.getByRole("form").getByRole("button", { name, exact: typeof name === "string" });
}

/** Every field that nothing has filled: the first word of its set, else a figure, else "not known". */
export async function fillOpenFields(page: Page): Promise<void> {
  const open = page.getByRole("form").getByRole("group").filter({ hasText: "to fill in" });
  for (let left = await open.count(); left > 0; left -= 1) {
    await fill(open.first());
    await expect(open).toHaveCount(left - 1);
  }
}

async function fill(field: Locator): Promise<void> {
  const word = field.getByRole("radio").first();
  const figure = field.getByRole("textbox", { name: "Figure" });
  if ((await word.count()) > 0) await word.check();
  else if ((await figure.count()) > 0) await figure.fill("7");
  else await field.getByRole("checkbox", { name: "Not known" }).check();
}

type Decision = { readonly choice: string; readonly reason: string };

/** Chooses, says why, and says it once more in the dialog; answers whether another lead has to sign. */
export async function decide(page: Page, { choice, reason }: Decision): Promise<boolean> {
  await page.getByRole("radio", { name: new RegExp(`^${choice}`) }).check();
  await page.getByLabel("Reason for the decision").fill(reason);
  await barButton(page, `Decide: ${choice}…`).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Decide: ${choice}` })
    .click();
  await expect(stateOf(page)).toContainText(/CLOSED|AWAITING SECOND/);
  return await page.getByRole("heading", { name: "A second signature is wanted" }).isVisible();
}

/** As another lead: looks at the decision that waits, and signs it. */
export async function sign(page: Page, label: string): Promise<void> {
  await page.goto("/checkpoints");
  await page.getByRole("link", { name: doing("Look and sign", label) }).click();
  await page.getByRole("button", { name: "Sign the decision" }).click();
  await expect(stateOf(page)).toContainText("CLOSED");
}

/** A gate's line on a wall that shows the checkpoints. */
export function gateOnWall(wall: Page, label: string): Locator {
  const gates = wall.getByRole("region", { name: "Gates", exact: true });
  return gates.getByRole("listitem").filter({ hasText: new RegExp(`^${label}`) });
}
