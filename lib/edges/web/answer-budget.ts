import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { nextTaking, takenBytes, type Taking, type TakingLimits } from "#edges/taking";

export type AnswerLimits = TakingLimits & {
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
