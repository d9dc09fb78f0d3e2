import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, SCREENS } from "../fixtures.ts";

type Look = {
  readonly size: "desktop" | "phone";
  readonly theme: "light" | "dark";
  /** Of axe's rules; all of them where it is left out. */
  readonly rule?: string;
};

/** Another theme has other colours, and nothing else. */
const LOOKS: readonly Look[] = [
  { size: "desktop", theme: "light" },
  { size: "desktop", theme: "dark", rule: "color-contrast" },
  { size: "phone", theme: "dark" },
];

/** Looks with axe at what a page shows now, on a large and on a small screen, light and dark; says all that is wrong. */
export async function scan(page: Page, what: string): Promise<void> {
  await expect(page.locator(".skeleton"), `${what} is there`).toHaveCount(0);
  for (const { size, theme, rule } of LOOKS) {
    await page.setViewportSize(SCREENS[size]);
    await page.evaluate((wanted) => {
      for (const themed of document.querySelectorAll<HTMLElement>("html, [data-theme]"))
        themed.dataset["theme"] = wanted;
    }, theme);
    // one document without frames: the way that needs no page of its own; what passes need not be described
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    if (rule !== undefined) axe.withRules(rule);
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
