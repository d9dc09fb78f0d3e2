import { chromium } from "playwright";
import { ACCESS } from "#core/access";
import { BROWSER_ARGUMENTS, findBrowser } from "../find-browser.ts";

const SETTLE_MS = 1_500;

/** Opens every page of the program as its first display; answers what a page complained of, or that it stayed empty. */
export async function lookAtPages({
  origin,
  address,
}: {
  readonly origin: string;
  readonly address: string;
}): Promise<readonly string[]> {
  const executablePath = await findBrowser(() => undefined);
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] });
  const problems: string[] = [];
  try {
    const page = await browser.newPage();
    const at = { path: "" };
    page.on("pageerror", (error) => problems.push(`${at.path}: ${error.message}`));
    await page.goto(address);
    for (const row of Object.keys(ACCESS)) {
      const [kind, path = ""] = row.split(" ");
      if (kind !== "PAGE" || path.includes("{")) continue;
      at.path = path;
      const answer = await page.goto(`${origin}${path}`);
      await page.waitForTimeout(SETTLE_MS);
      if ((answer?.status() ?? 0) >= 500) problems.push(`${path} answered ${answer?.status() ?? 0}`);
      const words = (await page.locator("body").innerText()).trim();
      if (words === "" || /application error|something went wrong/i.test(words))
        problems.push(`${path} is broken: ${words}`);
    }
  } finally {
    await browser.close();
  }
  return problems;
}
