import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "./run-command.ts";

export type Say = (line: string) => void;

const INSTALL_LIMIT_MS = 10 * 60_000;

/** The full path of the first of `names` that can be run: a path as it stands, a name from PATH. */
export async function findProgram(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  for (const name of names) {
    const places = path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name));
    for (const place of places) if (await canRun(place)) return place;
  }
  return undefined;
}

async function canRun(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** True where Debian packages can be installed without asking for anything: root, with apt-get at hand. */
export async function mayInstallPackages(): Promise<boolean> {
  return process.getuid?.() === 0 && (await findProgram(["apt-get"])) !== undefined;
}

/** Installs Debian packages without questions; false, with apt's last words said, when that failed. */
export async function installPackages(packages: readonly string[], say: Say): Promise<boolean> {
  say(`installing Debian packages: ${packages.join(" ")}`);
  const options = { limitMs: INSTALL_LIMIT_MS, environment: { DEBIAN_FRONTEND: "noninteractive" } };
  await runCommand(["apt-get", "update", "-q"], options);
  const installed = await runCommand(
    ["apt-get", "install", "-q", "-y", "--no-install-recommends", ...packages],
    options,
  );
  if (!installed.ok) say(`apt-get failed: ${installed.output.trim().split("\n").slice(-3).join(" / ")}`);
  return installed.ok;
}
