import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { BROWSER_ARGUMENTS, findBrowser } from "#testing/find-browser";
import { startProgram, type RunningProgram } from "#testing/running-program";

// eslint-disable-next-line no-restricted-syntax -- specs import one fixture file
export { expect } from "@playwright/test";

/** The screens that Holdpoint promises to look right on; use as `test.use({ viewport: SCREENS.wall })`. */
export const SCREENS = {
  desktop: { width: 1920, height: 1080 },
  wall: { width: 3840, height: 2160 },
  phone: { width: 390, height: 844 },
} as const;

type WorkerFixtures = {
  /** How much faster than real time the rehearsal clock runs. A worker option: another rate is another program. */
  readonly rate: number;
  /** The real program with its demo system; one per worker and rate, stopped (and seen to stop well) at the end. */
  readonly app: RunningProgram;
};

type TestFixtures = {
  /** Messages on the browser's console that this test expects; everything else of level error fails the test. */
  readonly expectedErrors: readonly RegExp[];
  /** Notes what the page complains of, and fails the test when something is not expected. */
  readonly complaints: string[];
  /** Opens a path of the running program, signed in as the first display: `await open("/segments")`. */
  readonly open: (path: string) => Promise<Page>;
};

/** Playwright's test, with the real program behind it and an ear on the browser's console. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  // Looked for when a test first needs it: reading the configuration must not install anything.
  launchOptions: [
    async ({ launchOptions }, use) => {
      const executablePath = await findBrowser((line) => process.stderr.write(`${line}\n`));
      await use({ ...launchOptions, executablePath, args: [...BROWSER_ARGUMENTS] });
    },
    { scope: "worker" },
  ],
  viewport: SCREENS.desktop,
  rate: [1, { option: true, scope: "worker" }],
  app: [
    async ({ rate }, use) => {
      const app = await startProgram(["demo", "--rate", String(rate)]);
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  expectedErrors: [[], { option: true }],
  complaints: [
    async ({ context, expectedErrors }, use) => {
      const complaints: string[] = [];
      hear(context, complaints);
      await use(complaints);
      const unexpected = complaints.filter((line) => !expectedErrors.some((pattern) => pattern.test(line)));
      if (unexpected.length > 0) throw new Error(`the page complained:\n${unexpected.join("\n")}`);
    },
    { auto: true },
  ],
  open: async ({ app, page }, use) => {
    await use(async (path) => {
      const { searchParams } = new URL(app.address);
      const wanted = new URL(path, app.origin);
      wanted.searchParams.set("token", searchParams.get("token") ?? "");
      await page.goto(wanted.href);
      return page;
    });
  },
});

/** Notes whatever the pages of a context complain of. */
export function hear(context: BrowserContext, complaints: string[]): void {
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console.error: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(`page error: ${error.error().stack ?? error.error().message}`));
}
