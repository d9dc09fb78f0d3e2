import { fork, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ALLOW_LINK_LOCAL, type FromSampler, type ToSampler } from "./protocol.ts";

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** A child that lived so long starts the waiting anew. */
const STEADY_MS = 60_000;
/** How long a child may take to go by itself. */
const LEAVE_MS = 2_000;
/** Name lookups run on libuv's threads, four by default: a resolver that hangs for a few targets must not hold up the rest. */
const LOOKUP_THREADS = "64";

/** The sampler's process, started again whenever it ends. */
export type SamplerChild = {
  /** From now on its messages and deaths are told; where it is up already, that is told at once. */
  listen(handlers: Handlers): void;
  send(message: ToSampler): void;
  /** Ends it at once; it comes back like after any other death. */
  kill(): void;
  pid(): number | null;
  close(): Promise<void>;
};

type Handlers = {
  onMessage(message: FromSampler): void;
  onDeath(): void;
};

export type SamplerNetwork = {
  /** `network.allowLinkLocal` of the configuration. */
  readonly allowLinkLocal: boolean;
  /** Of the process: each line that it or a library of its writes. */
  onLine?(line: string): void;
};

/** Begins at once; what it says before anybody listens is that it is up. */
export function keepChild(network: SamplerNetwork = { allowLinkLocal: false }): SamplerChild {
  let child: ChildProcess | null = null;
  let handlers: Handlers | null = null;
  let early: FromSampler | null = null;
  let closed: Promise<void> | null = null;
  let [waitMs, startedAt] = [FIRST_WAIT_MS, 0];
  let closing = false;
  let timer: NodeJS.Timeout | undefined;

  function start(): void {
    startedAt = performance.now();
    const started = forkSampler(network);
    child = started;
    started.on("message", (message: FromSampler) => {
      if (handlers) handlers.onMessage(message);
      else early = message;
    });
    started.once("error", () => died(started));
    started.once("exit", () => died(started));
  }

  function died(dead: ChildProcess): void {
    if (child !== dead) return;
    child = null;
    early = null;
    if (closing) return;
    waitMs = performance.now() - startedAt > STEADY_MS ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
    timer = setTimeout(start, waitMs);
    handlers?.onDeath();
  }

  start();
  return {
    listen(wanted) {
      handlers = wanted;
      if (early) handlers.onMessage(early);
      early = null;
    },
    send: (message) => void (child?.connected && child.send(message, () => {})),
    kill: () => void child?.kill("SIGKILL"),
    pid: () => child?.pid ?? null,
    close() {
      closing = true;
      clearTimeout(timer);
      return (closed ??= child ? leave(child) : Promise.resolve());
    },
  };
}

function forkSampler({ allowLinkLocal, onLine }: SamplerNetwork): ChildProcess {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const settings = allowLinkLocal ? [ALLOW_LINK_LOCAL] : [];
  const child = fork(fileURLToPath(new URL("./sampler-process.ts", import.meta.url)), settings, {
    execArgv: ["--import", tsx],
    env: { ...process.env, UV_THREADPOOL_SIZE: LOOKUP_THREADS },
    stdio: ["ignore", onLine ? "pipe" : "inherit", onLine ? "pipe" : "inherit", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr])
    if (stream && onLine) createInterface({ input: stream }).on("line", onLine);
  return child;
}

async function leave(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill("SIGKILL"), LEAVE_MS);
  await gone;
  clearTimeout(timer);
}
