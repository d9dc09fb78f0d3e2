import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "#testing/free-port";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const MOST_WAIT_MS = 60_000;

/** Where the program runs: its data, its configuration and its port stay the same from start to start. */
export type Place = { readonly dataDir: string; readonly config: string; readonly port: number };

/** More than targets: a plan's document, and fields of the configuration. */
export type Wanted = { readonly plan?: object; readonly config?: object };

/** A place of its own that is thrown away at the end; `targets` are what its configuration watches. */
export async function withPlace<T>(
  targets: readonly unknown[],
  work: (place: Place) => Promise<T>,
  { plan, config = {} }: Wanted = {},
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "holdpoint-bench-"));
  // as root, PostgreSQL runs as another user, who must be able to enter
  await chmod(dataDir, 0o755);
  const place: Place = { dataDir, config: join(dataDir, "holdpoint.yaml"), port: await freePort() };
  try {
    // JSON is YAML
    if (plan) await writeFile(join(dataDir, "plan.yaml"), JSON.stringify(plan));
    await writeFile(place.config, JSON.stringify({ ...config, targets, ...(plan ? { plan: "plan.yaml" } : {}) }));
    return await work(place);
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

export type Started = {
  readonly child: ChildProcess;
  readonly begun: number;
  /** Everything it has said on either stream so far. */
  readonly said: () => string;
};

/** As an operator would; a group of its own, so that it can be killed whole. */
export function npmStart({ dataDir, config, port }: Place): Started {
  const child = spawn("npm", ["start", "--silent"], {
    cwd: PROJECT,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOLDPOINT_DATA: dataDir,
      HOLDPOINT_CONFIG: config,
      HOLDPOINT_LOG: "error",
      HOST: "127.0.0.1",
      PORT: String(port),
    },
  });
  const pieces: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (piece: string) => pieces.push(piece));
  return { child, begun: performance.now(), said: () => pieces.join("") };
}

/** Waits until it answers that it is ready; throws when it ends first. */
export async function ready({ port }: Place, { child, said }: Started): Promise<void> {
  const begun = performance.now();
  while (performance.now() - begun < MOST_WAIT_MS) {
    if (child.exitCode !== null) throw new Error(`the program ended early:\n${said()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error("the program was not ready in time");
}

/** The token of a display, once the first start has written it. */
export async function tokenIn({ dataDir }: Place): Promise<string> {
  for (let waited = 0; waited < MOST_WAIT_MS; waited += 20) {
    const token = await readFile(join(dataDir, "display-token"), "utf8").catch(() => "");
    if (token !== "") return token.trim();
    await sleep(20);
  }
  throw new Error("the program made no display token");
}

/** Ends the whole group, npm and the program that it runs, and waits until both are gone. */
export async function end({ child: { pid } }: Started, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  const send = (what: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(-(pid ?? 0), what);
    } catch {
      return false;
    }
  };
  send(signal);
  while (send(0)) await sleep(20);
}
