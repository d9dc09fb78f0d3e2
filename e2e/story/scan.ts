import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, SCREENS } from "../fixtures.ts";

/** Colours do not depend on the size, nor places on the theme. */
const LOOKS = [
  { size: "desktop", theme: "light" },
  { size: "phone", theme: "dark" },
] as const;

/** Looks with axe at what a page shows now, on a large screen in light and on a small one in dark; says all that is wrong. */
export async function scan(page: Page, what: string): Promise<void> {
  await expect(page.locator(".skeleton"), `${what} is there`).toHaveCount(0);
  for (const { size, theme } of LOOKS) {
    await page.setViewportSize(SCREENS[size]);
    await page.evaluate((wanted) => {
      for (const themed of document.querySelectorAll<HTMLElement>("html, [data-theme]"))
        themed.dataset["theme"] = wanted;
    }, theme);
    // one document without frames: the way that needs no page of its own; what passes need not be described
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    const { violations } = await axe.analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => faultWords(id, node)));
    expect.soft(found, `${what}, ${size}, ${theme}`).toEqual([]);
  }
  await page.setViewportSize(SCREENS.desktop);
}

type Node = { readonly html: string; readonly failureSummary?: string | undefined };

function faultWords(rule: string, { html, failureSummary = "" }: Node): string {
  const [, ...reasons] = failureSummary.split("\n").map((line) => line.trim());
  return `${rule}: ${reasons.join(" ").slice(0, 200)} at ${html.slice(0, 160)}`;
}
