import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseEnvironment, type Environment } from "#edges/env";
import { openLog } from "#edges/log/json-log";
import { logStrayLines } from "#edges/log/stray-lines";
import type { Log } from "#engine/ports";
import { buildPlace } from "../build-place.mjs";
import { start, type Running, type StartOptions } from "../main.ts";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says why and ends: 2 for wrong input, 1 for anything else. Whoever collects standard error finds it there as a line of JSON. */
export function stopWith(exitCode: 1 | 2, message: string): never {
  say(message);
  if (!process.stderr.isTTY) openLog("error").error({ exitCode }, message);
  process.exit(exitCode);
}

export function readEnvironment(): { readonly environment: Environment; readonly log: Log } {
  const parsed = parseEnvironment(process.env);
  if (!parsed.ok) stopWith(2, parsed.refusal.message);
  const log = openLog(parsed.value.HOLDPOINT_LOG);
  logStrayLines(log);
  return { environment: parsed.value, log };
}

/** The pages' build for the path that they are opened under, made first when there is none. */
export async function ensureBuild({ HOLDPOINT_PUBLIC_URL: publicUrl }: Environment, log: Log): Promise<string> {
  const file = join(PROJECT, buildPlace(publicUrl?.url).distDir, "BUILD_ID");
  const known = await readFile(file, "utf8").catch(() => null);
  if (known !== null) return known.trim();
  const forPath = publicUrl?.path ? ` for ${publicUrl.path}` : "";
  say(`Building the pages${forPath}, once: this takes about a minute.`);
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const code = await new Promise<number | null>((resolve) => {
    const build = spawn(process.execPath, [next, "build"], { cwd: PROJECT, stdio: ["ignore", "ignore", "pipe"] });
    createInterface({ input: build.stderr }).on("line", (line) => log.warn({ line }, "the build of the pages said"));
    build.once("close", resolve);
  });
  if (code !== 0) stopWith(1, "The pages could not be built: run `npm run build` to see why.");
  return (await readFile(file, "utf8")).trim();
}

/** Who read what it says may go, a terminal or a collector of logs: that ends nothing here. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

/** npm passes on a Ctrl-C that the terminal has sent already: within this time, two are one. */
const SAME_SIGNAL_MS = 2_000;

function stopAtOnce(since: number): void {
  if (performance.now() - since < SAME_SIGNAL_MS) return;
  say("Stopping at once. A bundled database that still runs is taken over by the next start.");
  process.exit(1);
}

/** Starts, says where, and ends cleanly on SIGTERM or SIGINT, also while it starts; at once when asked again. */
export async function runProgram(
  options: Omit<StartOptions, "stop" | "onLost">,
  greeting: (running: Running) => readonly string[],
): Promise<void> {
  outliveReaders();
  const stopping = new AbortController();
  const state: { running: Running | null; stoppingSince: number } = { running: null, stoppingSince: 0 };
  const close = (running: Running): void => void running.close().finally(() => process.exit(0));
  const stop = (): void => {
    if (stopping.signal.aborted) return stopAtOnce(state.stoppingSince);
    state.stoppingSince = performance.now();
    stopping.abort();
    say(state.running ? "Stopping: the last samples are being written." : "Stopping as soon as the start is done.");
    if (state.running) close(state.running);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  const onLost = (sentence: string): never => stopWith(1, sentence);
  // the pages' server keeps the process alive whatever is thrown, so it is ended here
  const started = await start({ ...options, stop: stopping.signal, onLost }).catch((error: unknown) => {
    options.log.error({ error: error instanceof Error ? error.stack : String(error) }, "starting failed");
    return stopWith(1, `Holdpoint could not start: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (!started.ok) {
    if (stopping.signal.aborted) process.exit(0);
    stopWith(1, started.refusal.message);
  }
  if (stopping.signal.aborted) return close(started.value);
  state.running = started.value;
  greeting(started.value).forEach(say);
}
