import { fork, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL, fileURLToPath } from "node:url";
import { childReplySchema } from "./child-messages.ts";

/** One process of the demo. `ask` resolves with what the child answers, and rejects with its sentence. */
export type Child = {
  readonly pid: number;
  ask(verb: string, body: unknown): Promise<unknown>;
  /** Asks it to stop, waits, and ends it by force after `STOP_WITHIN_MS`. */
  close(): Promise<void>;
};

const STOP_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 60_000;

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/** Starts the TypeScript module at `moduleUrl` as a process of its own; it ends when this process does. */
export function forkChild(moduleUrl: URL): Child {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = fork(fileURLToPath(moduleUrl), [], {
    execArgv: ["--import", tsx],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "json",
  });
  const waiting = new Map<number, Waiting>();
  const exited = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      for (const one of waiting.values()) one.reject(new Error(why));
      waiting.clear();
      resolve();
    };
    child.once("exit", (code, signal) => end(`the demo's process ${child.pid} ended (${signal ?? code})`));
    child.once("error", (error) => end(`the demo's process did not start: ${error.message}`));
  });
  child.on("message", (raw) => settle(raw, waiting));
  return {
    pid: child.pid ?? -1,
    ask: asker(child, waiting),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

function asker(child: ChildProcess, waiting: Map<number, Waiting>): Child["ask"] {
  const next = { id: 1 };
  return (verb, body) =>
    new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error("the demo's process has ended"));
      const id = next.id++;
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`the demo's process did not answer "${verb}" within ${ANSWER_WITHIN_MS / 1_000} s`));
      }, ANSWER_WITHIN_MS);
      waiting.set(id, {
        resolve: (value) => (clearTimeout(timer), resolve(value)),
        reject: (error) => (clearTimeout(timer), reject(error)),
      });
      child.send({ id, verb, body });
    });
}

function settle(raw: unknown, waiting: Map<number, Waiting>): void {
  const reply = childReplySchema.parse(raw);
  const one = waiting.get(reply.id);
  waiting.delete(reply.id);
  if (reply.ok) one?.resolve(reply.value);
  else one?.reject(new Error(reply.message));
}
