import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const READY_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 20_000;

/** The real program in a process of its own, with a data folder of its own. */
export type RunningProgram = {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly origin: string;
  /** The address the program printed for people: it carries the token of the first display. */
  readonly address: string;
  readonly dataFolder: string;
  readonly pid: number;
  /** Everything it has said on either stream so far. */
  readonly output: () => string;
  /** Goes away as its reader, as a closed terminal does. */
  readonly stopReading: () => void;
  /** Ends it with SIGTERM, as an operator does; rejects when it does not end well in time. Removes its data. */
  readonly stop: () => Promise<void>;
};

/** Starts `node lib/cli/holdpoint.mjs ...verb` on `PORT`, else on a free port, and waits until it is ready. */
export async function startProgram(
  verb: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> {
  const port = Number(environment["PORT"] ?? (await freePort()));
  const dataFolder = await mkdtemp(path.join(tmpdir(), "holdpoint-e2e-"));
  // as root, PostgreSQL runs as another user, who must be able to enter
  await chmod(dataFolder, 0o755);
  const pieces: string[] = [];
  const child = spawn(process.execPath, [path.join(root, "lib/cli/holdpoint.mjs"), ...verb], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      HOLDPOINT_DATA: dataFolder,
      ...environment,
    },
  });
  child.stdout.setEncoding("utf8").on("data", (piece: string) => pieces.push(piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => pieces.push(piece));
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  const output = (): string => pieces.join("");
  const stopReading = (): void => {
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const origin = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    try {
      await endGently(child, output);
    } finally {
      process.off("exit", endWithUs);
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  try {
    const opened = environment["HOLDPOINT_PUBLIC_URL"] ?? origin;
    const address = await waitUntilReady(child, { origin, opened }, output);
    return { origin, address, dataFolder, pid: child.pid ?? 0, output, stopReading, stop };
  } catch (problem) {
    await stop().catch(() => undefined);
    throw problem;
  }
}

/** Where it listens, and what browsers open. */
type Places = { readonly origin: string; readonly opened: string };

async function waitUntilReady(child: ChildProcess, { origin, opened }: Places, output: () => string): Promise<string> {
  const limit = performance.now() + READY_LIMIT_MS;
  while (performance.now() < limit) {
    if (hasEnded(child)) throw new Error(`the program ended before it was ready:\n${output()}`);
    const address = printedAddress(output(), opened);
    if (address !== undefined && (await isReady(origin))) return address;
    await sleep(200);
  }
  throw new Error(`the program was not ready within ${READY_LIMIT_MS / 1_000} s:\n${output()}`);
}

function printedAddress(output: string, origin: string): string | undefined {
  return output.split(/\s+/).find((word) => word.startsWith(`${origin}/`) && word.includes("token="));
}

async function isReady(origin: string): Promise<boolean> {
  return fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.ok,
    () => false,
  );
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function endGently(child: ChildProcess, output: () => string): Promise<void> {
  if (!hasEnded(child)) {
    child.kill("SIGTERM");
    const limit = performance.now() + STOP_LIMIT_MS;
    while (!hasEnded(child) && performance.now() < limit) await sleep(50);
  }
  if (hasEnded(child)) {
    if (child.exitCode !== 0)
      throw new Error(`the program ended with ${child.exitCode ?? child.signalCode}:\n${output()}`);
    return;
  }
  child.kill("SIGKILL");
  throw new Error(`the program did not drain within ${STOP_LIMIT_MS / 1_000} s of SIGTERM:\n${output()}`);
}
