import type { Socket } from "node:net";
import type { Log } from "#engine/ports";
import { nextTaking, takenBytes, type Taking } from "#edges/taking";
import { tokenBucket } from "#edges/token-bucket";
import type { LiveSocket } from "./socket-door.ts";

/** The transport below the namespaces. */
export type Connection = LiveSocket["conn"];

/** A page joins eight rooms, follows the log and measures its clock twice a minute. */
const MESSAGES = { burst: 100, perSecond: 10 };
/** Of a WebSocket, whatever it is: pings, and pieces of a message that never ends, are no messages. A page sends a few hundred a minute. */
const BYTES = { burst: 256 * 1024, perSecond: 16 * 1024 };
/** An answer is made only when less than this waits to be sent before it. */
const DRAINED = 64 * 1024;

/** Bytes a second: the slowest telephone takes more. */
const SLOWEST = 512;
/** Bytes that wait, bytes taken so far, and since when they are too few. */
type Waiting = { bytes: number; taken: number; taking: Taking };

export type WaitingLimits = {
  /** Bytes: more is kept for nobody. */
  readonly most: number;
  /** Anything is kept no longer than this for whoever takes next to nothing of it. */
  readonly staleMs: number;
  /** Of all connections together; then the greediest go. */
  readonly total: number;
};
const WAITING: WaitingLimits = { most: 16 * 1024 * 1024, staleMs: 15_000, total: 96 * 1024 * 1024 };
const SWEEP_MS = 1_000;
const LOOK_AGAIN_MS = 25;
const MOST_QUEUED = 32;
const CLOSING_MS = 1_000;
/** Of WebSocket close frames: the page reads the reason beside it. */
const POLICY_VIOLATION = 1008;
const NAMESPACE = /^0\/live(,|$)/;

/** Why a connection is cut off: as a label of `/metrics`, and as it is said in the log and to whom can still hear it. */
const REASONS = {
  does_not_read: "does not take what it is sent",
  keeps_most_waiting: "keeps most memory waiting",
  sends_too_much: "sends too much",
  too_many_messages: "sends too many messages",
  wrong_connect: "connects to what it may not, or twice",
  asks_too_much: "asks for too much at once",
} as const;
type Reason = keyof typeof REASONS;

export type ConnectionBudget = {
  /** Watches a new connection: what it sends is counted before anything of it is decoded. */
  watch(connection: Connection): void;
  /** Ends the connections for which most waits to be sent, at most `most` of them. */
  dropGreediest(most: number): void;
  /** Does one thing after the other for a connection, each once it has taken the answer before; refuses to queue without end. */
  inTurn(connection: Connection): (work: () => Promise<void>) => void;
  /** How many were cut off so far, by reason. */
  cutOff(): Readonly<Record<Reason, number>>;
  stop(): void;
};

/**
 * Holds every connection to its room: messages by a budget, one CONNECT, to `/live`, and bytes that wait to be sent. Who
 * exceeds it is cut off; a page comes back by itself and asks for what it missed. `waiting` are other limits than usual.
 */
export function connectionBudget(log: Log, waiting: Partial<WaitingLimits> = {}): ConnectionBudget {
  const limits = { ...WAITING, ...waiting };
  const slow = { waiting: DRAINED, slowMs: limits.staleMs, slowest: SLOWEST };
  const watched = new Map<Connection, Waiting>();
  const mayLog = tokenBucket({ burst: 10, perSecond: 0.2 });
  const count: Record<Reason, number> = {
    ...{ does_not_read: 0, keeps_most_waiting: 0, sends_too_much: 0 },
    ...{ too_many_messages: 0, wrong_connect: 0, asks_too_much: 0 },
  };
  let unsaid = 0;
  const drop = (connection: Connection, why: Reason, how: typeof sendOff = cutOff): void => {
    // what still arrives of it while it closes is no second one
    if (!watched.delete(connection)) return;
    const reason = REASONS[why];
    how(connection, reason);
    count[why] += 1;
    if (!mayLog.take()) return void (unsaid += 1);
    log.warn({ peer: connection.remoteAddress, reason, unsaid }, "a connection was cut off");
    unsaid = 0;
  };
  const sweep = (): void => {
    const at = performance.now();
    let total = 0;
    for (const [connection, known] of watched) {
      const bytes = waitingBytes(connection);
      total += bytes;
      known.taken = takenOf(connection) ?? known.taken + Math.max(0, known.bytes - bytes);
      known.bytes = bytes;
      const next = nextTaking(known.taking, { at, waiting: bytes, taken: known.taken }, slow);
      if (bytes > limits.most || next === "slow") drop(connection, "does_not_read");
      else known.taking = next;
    }
    if (total > limits.total) dropGreediest(Math.ceil(watched.size / 10));
  };
  const dropGreediest = (most: number): void => {
    const greedy = [...watched].filter(([, { bytes }]) => bytes >= DRAINED);
    greedy.sort(([, a], [, b]) => b.bytes - a.bytes);
    for (const [connection] of greedy.slice(0, most)) drop(connection, "keeps_most_waiting");
  };
  const sweeping = setInterval(sweep, SWEEP_MS).unref();
  return {
    watch: (connection) => {
      watched.set(connection, { bytes: 0, taken: 0, taking: null });
      connection.once("close", () => {
        watched.delete(connection);
        endSoon(connection);
      });
      const tooMuch = (): void => drop(connection, "sends_too_much", sendOff);
      countBytes(connection, tooMuch);
      connection.once("upgrade", () => countBytes(connection, tooMuch));
      const messages = tokenBucket(MESSAGES);
      let connects = 0;
      connection.on("packet", ({ type, data }: { readonly type: string; readonly data?: unknown }) => {
        if (!messages.take()) return drop(connection, "too_many_messages", sendOff);
        if (type !== "message" || typeof data !== "string" || !data.startsWith("0")) return;
        connects += 1;
        if (connects > 1 || !NAMESPACE.test(data)) drop(connection, "wrong_connect", sendOff);
      });
    },
    dropGreediest,
    inTurn: (connection) => {
      const failed = (error: unknown): void => log.error({ error: String(error) }, "what a page asked for failed");
      return oneAtATime(connection, { tooMuch: () => drop(connection, "asks_too_much", sendOff), failed });
    },
    cutOff: () => ({ ...count }),
    stop: () => clearInterval(sweeping),
  };
}

type Turns = { tooMuch(): void; failed(error: unknown): void };

function oneAtATime(connection: Connection, { tooMuch, failed }: Turns): (work: () => Promise<void>) => void {
  let last = Promise.resolve();
  let queued = 0;
  return (work) => {
    if (queued >= MOST_QUEUED) return tooMuch();
    queued += 1;
    const done = async (): Promise<void> => {
      await drained(connection);
      if (connection.readyState === "open") await work();
    };
    // the next has its turn whatever becomes of this one
    last = last
      .then(done)
      .catch(failed)
      .finally(() => void (queued -= 1));
  };
}

function countBytes(connection: Connection, tooMuch: () => void): void {
  const tcp = webSocketOf(connection)?._socket;
  const bytes = tokenBucket(BYTES);
  tcp?.on("data", ({ length }: Buffer) => {
    if (!bytes.take(length) && connection.readyState === "open") tooMuch();
  });
}

async function drained(connection: Connection): Promise<void> {
  while (connection.readyState === "open" && waitingBytes(connection) > DRAINED)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}

/** Whoever does not answer the closing handshake would stay for half a minute. */
function endSoon(connection: Connection): void {
  const socket = webSocketOf(connection);
  setTimeout(() => socket?.terminate?.(), CLOSING_MS).unref();
}

type Buffered = {
  readonly bufferedAmount?: number;
  terminate?(): void;
  close?(code: number, reason: string): void;
  pause?(): void;
  /** Private there, and nothing else sees every byte. */
  readonly _socket?: Socket;
};

/** The WebSocket below a connection; null for polling. */
function webSocketOf({ transport }: Connection): Buffered | null {
  return (transport as { readonly socket?: Buffered }).socket ?? null;
}

function waitingBytes(connection: Connection): number {
  // private there, and without it nothing says how much waits
  const packets: unknown = Reflect.get(connection, "writeBuffer");
  const queued = (Array.isArray(packets) ? packets : []).reduce<number>((sum, packet) => sum + lengthOf(packet), 0);
  return queued + (webSocketOf(connection)?.bufferedAmount ?? 0);
}

/** Null for polling, whose answers come and go. */
function takenOf(connection: Connection): number | null {
  const tcp = webSocketOf(connection)?._socket;
  return tcp ? takenBytes(tcp) : null;
}

function lengthOf(packet: unknown): number {
  const data: unknown = typeof packet === "object" && packet !== null && "data" in packet ? packet.data : null;
  return typeof data === "string" ? data.length : 0;
}

/** Says why, to whom can still hear it; from now on nothing of it is read. It is gone within a second. */
function sendOff(connection: Connection, reason: string): void {
  const socket = webSocketOf(connection);
  socket?.close?.(POLICY_VIOLATION, reason);
  socket?.pause?.();
  connection.close(true);
}

/** At once: a closing handshake would keep for half a minute what the other end does not read. */
function cutOff(connection: Connection): void {
  const socket = webSocketOf(connection);
  connection.close(true);
  socket?.terminate?.();
}
