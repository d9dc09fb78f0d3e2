import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "undici";
import type { RunningProgram } from "#testing/running-program";

const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 50;

/** Set for a program whose memory is to be looked into: its inspector then listens where there is room. */
export const INSPECTABLE = { NODE_OPTIONS: "--inspect-port=127.0.0.1:0" };

/** Bytes that the program really holds: garbage is collected first. */
export type HeldMemory = { readonly heap: number; readonly outside: number };

type Answer = { readonly id?: number; readonly result?: { readonly result?: { readonly value?: unknown } } };

/** Opens the inspector of a program that was started `INSPECTABLE`, and closes the connection again. */
export async function heldMemory(program: RunningProgram): Promise<HeldMemory> {
  const socket = new WebSocket(await inspectorOf(program));
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  try {
    await ask(socket, { id: 1, method: "HeapProfiler.collectGarbage" });
    const params = { expression: "JSON.stringify(process.memoryUsage())" };
    const { result } = await ask(socket, { id: 2, method: "Runtime.evaluate", params });
    const { heapUsed, external } = JSON.parse(String(result?.result?.value)) as NodeJS.MemoryUsage;
    return { heap: heapUsed, outside: external };
  } finally {
    socket.close();
  }
}

async function inspectorOf({ pid, output }: RunningProgram): Promise<string> {
  const address = (): string | undefined => /Debugger listening on (ws:\S+)/.exec(output())?.[1];
  if (address() === undefined) process.kill(pid, "SIGUSR1");
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(LOOK_AGAIN_MS)) {
    const found = address();
    if (found !== undefined) return found;
  }
  throw new Error(`the program opened no inspector:\n${output()}`);
}

type Question = { readonly id: number; readonly method: string; readonly params?: object };

async function ask(socket: WebSocket, question: Question): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the inspector did not answer ${question.method}`)), PATIENCE_MS);
    socket.addEventListener("message", ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.id !== question.id) return;
      clearTimeout(late);
      resolve(answer);
    });
    socket.send(JSON.stringify(question));
  });
}
