import type { Page } from "@playwright/test";
import { expect } from "../fixtures.ts";
import { PEOPLE, type Who } from "./war-room.ts";

const PASSWORD = "rehearsal-only";

/** Through the sign-in page, with what is typed in. */
export async function signIn(page: Page, who: Who): Promise<void> {
  await page.goto("/sign-in?next=%2Fpreflight");
  await page.getByLabel("E-mail address").fill(`${who}@rehearsal.test`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/preflight$/);
  await expect(page.getByRole("link", { name: new RegExp(`^${PEOPLE[who].name}.*settings$`) })).toBeVisible();
}
