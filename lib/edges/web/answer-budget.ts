import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

export type AnswerLimits = {
  /** An answer of which less than this waits to be taken costs nobody anything. */
  readonly waiting: number;
  /** What is taken of an answer within so long must come to `slowest` bytes a second. */
  readonly slowMs: number;
  readonly slowest: number;
  /** Bytes that wait on all connections together; then the greediest go. */
  readonly total: number;
  /** However fast. */
  readonly longestMs: number;
};

/** The slowest telephone takes more, and the database gives pieces only as they are taken. */
export const ANSWER_LIMITS: AnswerLimits = {
  waiting: 16 * 1024,
  slowMs: 30_000,
  slowest: 512,
  total: 96 * 1024 * 1024,
  longestMs: 300_000,
};
const SWEEP_MS = 1_000;
/** Of the connections for which bytes wait, when they are too many together. */
const GREEDIEST_SHARE = 0.1;

/** Since when something waits, and what had been taken by then; null while nothing does. */
export type Taking = { readonly since: number; readonly taken: number } | null;
/** `at` in ms; bytes that wait, and bytes taken so far. */
export type TakingLook = { readonly at: number; readonly waiting: number; readonly taken: number };

/** What is remembered after one more look at an answer; "slow" when too little of it was taken for too long. */
export function nextTaking(
  before: Taking,
  { at, waiting, taken }: TakingLook,
  limits: Pick<AnswerLimits, "waiting" | "slowMs" | "slowest">,
): Taking | "slow" {
  if (waiting < limits.waiting) return null;
  if (before === null) return { since: at, taken };
  if (at - before.since < limits.slowMs) return before;
  return taken - before.taken < (limits.slowest * limits.slowMs) / 1_000 ? "slow" : { since: at, taken };
}

export type AnswerBudget = {
  /** From the request to the end that this answers with. */
  watch(socket: Socket, response: ServerResponse): () => void;
};

type Watched = { readonly socket: Socket; readonly begun: number; taking: Taking };

/** Ends the connections of whoever takes an answer more slowly than anybody would who reads it. */
export function answerBudget(limits: AnswerLimits): AnswerBudget {
  const watched = new Map<ServerResponse, Watched>();
  const sweep = (): void => {
    const at = performance.now();
    const held: { readonly socket: Socket; readonly waiting: number }[] = [];
    for (const [{ writableLength: waiting }, known] of watched) {
      const { socket, begun } = known;
      const next = nextTaking(known.taking, { at, waiting, taken: takenBytes(socket) }, limits);
      if (next === "slow" || at - begun > limits.longestMs) socket.destroy();
      else known.taking = next;
      held.push({ socket, waiting });
    }
    if (held.reduce((sum, { waiting }) => sum + waiting, 0) <= limits.total) return;
    const greediest = held.filter(({ waiting }) => waiting >= limits.waiting).sort((a, b) => b.waiting - a.waiting);
    for (const { socket } of greediest.slice(0, Math.ceil(greediest.length * GREEDIEST_SHARE))) socket.destroy();
  };
  const sweeping = { timer: null as NodeJS.Timeout | null };
  return {
    watch: (socket, response) => {
      watched.set(response, { socket, begun: performance.now(), taking: null });
      sweeping.timer ??= setInterval(sweep, SWEEP_MS).unref();
      return () => {
        watched.delete(response);
        if (watched.size > 0 || sweeping.timer === null) return;
        clearInterval(sweeping.timer);
        sweeping.timer = null;
      };
    },
  };
}

/** What the other end, or the system on its way there, has taken: of one large piece too, of which nothing public tells the part. */
export function takenBytes(socket: Socket): number {
  const dispatched: unknown = Reflect.get(socket, "_bytesDispatched");
  const handle: unknown = Reflect.get(socket, "_handle");
  const queued: unknown = typeof handle === "object" && handle !== null ? Reflect.get(handle, "writeQueueSize") : 0;
  if (typeof dispatched !== "number" || typeof queued !== "number") return socket.bytesWritten - socket.writableLength;
  return dispatched - queued;
}
