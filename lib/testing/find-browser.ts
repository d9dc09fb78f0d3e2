import { chromium } from "playwright";
import { findProgram, installPackages, mayInstallPackages, type Say } from "./find-program.ts";
import { runCommand } from "./run-command.ts";

/** Where a Chromium may already be, best first; the variable CHROMIUM_PATH goes before all. */
const KNOWN_BROWSERS = ["/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/** Arguments for every Chromium that we start: as root it has no sandbox, and it talks to nobody but us. */
export const BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"] as const;

/**
 * A Chromium that can be started: CHROMIUM_PATH, the system's, Debian's package (installed when root), or Playwright's
 * own download. Says which one and why; throws with advice when there is none.
 */
export async function findBrowser(say: Say): Promise<string> {
  const wanted = process.env["CHROMIUM_PATH"];
  if (wanted !== undefined && wanted !== "") return wantedBrowser(wanted, say);
  const present = await findProgram(KNOWN_BROWSERS);
  if (present !== undefined) {
    say(`browser: the system's Chromium, ${present}`);
    return present;
  }
  return (await debianBrowser(say)) ?? (await playwrightBrowser(say));
}

async function wantedBrowser(wanted: string, say: Say): Promise<string> {
  const found = await findProgram([wanted]);
  if (found === undefined) throw new Error(`CHROMIUM_PATH names ${wanted}, which cannot be run.`);
  say(`browser: ${found}, named by CHROMIUM_PATH`);
  return found;
}

async function debianBrowser(say: Say): Promise<string | undefined> {
  if (!(await mayInstallPackages())) return undefined;
  say("browser: none on this machine; trying Debian's package");
  if (!(await installPackages(["chromium", "fonts-dejavu-core"], say))) return undefined;
  const found = await findProgram(KNOWN_BROWSERS);
  if (found !== undefined) say(`browser: Debian's Chromium, ${found}, just installed`);
  return found;
}

async function playwrightBrowser(say: Say): Promise<string> {
  const own = chromium.executablePath();
  if ((await findProgram([own])) === undefined) {
    say("browser: none on this machine; downloading Playwright's own");
    const install = await runCommand(["npx", "playwright", "install", "chromium"], { limitMs: DOWNLOAD_LIMIT_MS });
    if (!install.ok) {
      throw new Error(
        `No Chromium found, and Playwright's download failed: ${install.output.trim().split("\n").slice(-2).join(" / ")}\n` +
          "Install Chromium and name it with CHROMIUM_PATH.",
      );
    }
  }
  say(`browser: Playwright's own Chromium, ${own}`);
  return own;
}
