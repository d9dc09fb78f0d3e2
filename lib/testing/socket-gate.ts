import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How a gate treats what passes; nothing given: it passes everything on. */
export type GateBehaviour = {
  /** What is sent on instead of each piece of a question. */
  readonly rewrite?: (question: string) => string;
  /** Answers this itself, and closes. */
  readonly answer?: string;
  /** Takes the question and says nothing, for ever. */
  readonly silent?: boolean;
  /** Answers a letter every now and then, for ever. */
  readonly drip?: boolean;
  readonly delayMs?: number;
  /** Closes after so many bytes of the answer. */
  readonly cutAfter?: number;
};

/** Stands on a TCP port before a Unix socket, and may misbehave. */
export type SocketGate = {
  /** `tcp://127.0.0.1:port`. */
  readonly address: string;
  behave(behaviour: GateBehaviour): void;
  /** True once nobody is connected; false when somebody still is after a while. */
  idle(): Promise<boolean>;
  close(): Promise<void>;
};

export async function openSocketGate(socketPath: string): Promise<SocketGate> {
  const open = new Set<Socket>();
  let behaviour: GateBehaviour = {};
  const server = createServer((caller) => {
    open.add(caller);
    caller.on("error", () => undefined).on("close", () => open.delete(caller));
    attend(caller, socketPath, behaviour);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return {
    address: `tcp://127.0.0.1:${address.port}`,
    behave: (next) => (behaviour = next),
    async idle() {
      for (let tries = 0; tries < 250 && open.size > 0; tries++) await sleep(20);
      return open.size === 0;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function attend(caller: Socket, socketPath: string, behaviour: GateBehaviour): void {
  if (behaviour.silent) return void caller.resume();
  if (behaviour.answer !== undefined) return void caller.resume().end(behaviour.answer);
  if (behaviour.drip) {
    const dripping = setInterval(() => caller.write("x"), 20);
    caller.resume().on("close", () => clearInterval(dripping));
    return;
  }
  passOn(caller, socketPath, behaviour);
}

function passOn(caller: Socket, socketPath: string, { rewrite, delayMs = 0, cutAfter }: GateBehaviour): void {
  const behind = connect({ path: socketPath });
  let passed = 0;
  caller.on("data", (piece: Buffer) => behind.write(rewrite ? rewrite(piece.toString("utf8")) : piece));
  caller.on("close", () => behind.destroy());
  behind.on("error", () => caller.destroy());
  behind.on("data", (piece: Buffer) => {
    const left = cutAfter === undefined ? piece.length : cutAfter - passed;
    passed += piece.length;
    setTimeout(() => caller.write(piece.subarray(0, Math.max(0, left))), delayMs);
    if (left < piece.length) setTimeout(() => caller.end(), delayMs);
  });
  behind.on("close", () => setTimeout(() => caller.end(), delayMs + 1));
}
