import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { fewAtOnce } from "#edges/few-at-once";
import { countedAs, type Peers } from "#edges/peer-address";
import { tokenBuckets, type Allowance } from "#edges/token-bucket";
import { ANSWER_LIMITS, answerBudget, type AnswerLimits } from "./answer-budget.ts";
import { readAgain } from "./read-again.ts";
import { requestFault } from "./request-fault.ts";
import { isWatched } from "./watch-answers.ts";

export type GateLimits = {
  readonly requests: Allowance;
  /** Of whoever watches over Holdpoint. */
  readonly watches: Allowance;
  readonly sockets: Allowance;
  readonly connections: number;
  readonly perPeer: number;
  readonly atOncePerConnection: number;
  readonly atOncePerPeer: number;
  /** Pages and what is read, of all together; the others wait for their turn. */
  readonly begunAtOnce: number;
  readonly silentMs: number;
  readonly answers: AnswerLimits;
};

const LIMITS: GateLimits = {
  // a war room is one peer: sixty walls and thirty people that all reload at once, some thirty files each
  requests: { burst: 10_000, perSecond: 500 },
  // load balancers and Prometheus behind one address; apart from the rest, so that pages do not use it up
  watches: { burst: 500, perSecond: 50 },
  // new ones: every display of a large room at once after a restart
  sockets: { burst: 1_500, perSecond: 20 },
  connections: 10_000,
  perPeer: 2_000,
  atOncePerConnection: 16,
  atOncePerPeer: 600,
  begunAtOnce: 4,
  silentMs: 10_000,
  answers: ANSWER_LIMITS,
};
const MOST_PEERS = 10_000;
/** Longer than a connection is kept for the next request. */
const IDLE_MS = 90_000;
const SOCKET_PATH = "/socket.io/";
/** Files that are only read out. */
const FILES = "/_next/static/";
/** What takes longer waits for the database, or for whoever reads it: others need not wait with it. */
const LONGEST_TURN_MS = 100;

/** `seconds`: when to come again; null where it would be refused then too. */
type Refused = { readonly status: 400 | 429 | 503; readonly sentence: string; readonly seconds: number | null };
const WORDS = {
  400: { code: "invalid", title: "Bad Request" },
  429: { code: "too_many", title: "Too Many Requests" },
  503: { code: "unavailable", title: "Service Unavailable" },
} as const;
const TOO_MANY: Refused = { status: 429, sentence: "Too many requests from one address.", seconds: 5 };
const SHEDDING: Refused = {
  status: 503,
  sentence: "Holdpoint is short of memory or time and takes no new connections.",
  seconds: 10,
};

export type Gate = {
  readonly peers: Pick<Peers, "addressOf" | "isFromProxy">;
  /** No new sockets are taken now. */
  readonly isShedding: () => boolean;
};

/**
 * Stands before everything that listens on `http` already, the sockets' handshakes included: bounds the connections of a peer
 * and what it asks, ends connections that say nothing, take no answer or never end one. `changed` are other limits than usual.
 */
export function guardServer(http: Server, { peers, isShedding }: Gate, changed: Partial<GateLimits> = {}): void {
  const limits = { ...LIMITS, ...changed };
  boundConnections(http, peers, limits);
  refuseUnreadable(http);
  const requests = tokenBuckets(limits.requests, MOST_PEERS);
  const watches = tokenBuckets(limits.watches, MOST_PEERS);
  const sockets = tokenBuckets(limits.sockets, MOST_PEERS);
  const taking = answerBudget(limits.answers);
  const held = counts();
  const refusalOf = (request: IncomingMessage, peer: string, isCrowded: boolean): Refused | null => {
    const fault = requestFault(request);
    if (fault !== null) return { status: 400, sentence: fault, seconds: null };
    const { url = "" } = request;
    // whoever watches over Holdpoint is answered whatever else is asked
    if (isWatched(url)) return watches.take(peer) ? null : TOO_MANY;
    if (isCrowded) return TOO_MANY;
    const isHandshake = url.startsWith(SOCKET_PATH) && !namesSession(url);
    if (isHandshake && isShedding()) return SHEDDING;
    if (isHandshake && !sockets.take(peer)) return TOO_MANY;
    return requests.take(peer) ? null : TOO_MANY;
  };
  const whenAnswered = answersOfConnections();
  const pace = onceInRounds();
  const inTurn = fewAtOnce({
    most: limits.begunAtOnce,
    mostWaiting: limits.atOncePerPeer,
    waitMs: Number.POSITIVE_INFINITY,
    tooMany: TOO_MANY.sentence,
  });
  const answers = http.listeners("request") as ((request: IncomingMessage, response: ServerResponse) => void)[];
  const upgrades = http.listeners("upgrade") as ((request: IncomingMessage, socket: Socket, head: Buffer) => void)[];
  http.removeAllListeners("request").removeAllListeners("upgrade");
  http.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const peer = countedAs(peers.addressOf(request));
    const ends = [held.add(peer), held.add(request.socket), taking.watch(request.socket, response)];
    whenAnswered(request, response, () => ends.forEach((end) => end()));
    // nobody asks for so much on one connection without waiting for an answer
    if (held.of(request.socket) > limits.atOncePerConnection) return void request.socket.destroy();
    const refusal = refusalOf(request, peer, held.of(peer) > limits.atOncePerPeer);
    if (refusal !== null) return refuseRequest(response, refusal);
    const begin = (): void => answers.forEach((answer) => answer.call(http, request, response));
    const { method = "", url = "" } = request;
    // what changes something is small, and what fifty leads send at once is written together
    const isRead = ["GET", "HEAD"].includes(method);
    if (!isRead || isWatched(url) || url.startsWith(FILES) || url.startsWith(SOCKET_PATH)) return begin();
    const turn = async (): Promise<void> => {
      await pace();
      if (request.socket.destroyed) return;
      begin();
      await Promise.race([new Promise((resolve) => response.once("close", resolve)), sleep(LONGEST_TURN_MS)]);
    };
    void inTurn(peer, turn).catch(() => request.socket.destroy());
  });
  http.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (!isWebSocket(request)) return readAgain(http, request, { socket, head });
    const peer = countedAs(peers.addressOf(request));
    socket.once("close", held.add(`socket ${peer}`));
    const refusal = refusalOf(request, peer, held.of(`socket ${peer}`) > limits.perPeer);
    if (refusal !== null) return refuseUpgrade(socket, refusal);
    for (const upgrade of upgrades) upgrade.call(http, request, socket, head);
  });
}

/** Whether a socket goes on that is there already: the last `sid` counts, and an empty one asks for another socket. */
function namesSession(url: string): boolean {
  const sessions = new URLSearchParams(url.split("?", 2)[1]).getAll("sid");
  return sessions.length > 0 && sessions.every((sid) => sid !== "");
}

function isWebSocket({ url = "", headers }: IncomingMessage): boolean {
  return url.startsWith(SOCKET_PATH) && headers.upgrade?.toLowerCase() === "websocket";
}

/** Node takes one new connection in a round of the event loop: a crowd of them must not wait for as many requests to begin. */
const ROUNDS = 32;

/** Resolves one caller after some rounds of the event loop, so that ticks, new connections and who watches come between any two. */
function onceInRounds(): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  const rounds = async (): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) await setImmediate();
  };
  return async () => {
    last = last.then(rounds);
    await last;
  };
}

/** Connections as such, before anything is known of them but where they come from. A proxy has as many as it needs. */
function boundConnections(http: Server, peers: Gate["peers"], limits: GateLimits): void {
  const open = counts();
  http.maxConnections = limits.connections;
  http.setTimeout(IDLE_MS);
  http.on("connection", (socket: Socket) => {
    const from = { headers: {}, socket };
    const peer = countedAs(peers.addressOf(from));
    socket.once("close", open.add(peer));
    if (open.of(peer) > limits.perPeer && !peers.isFromProxy(from)) return void socket.destroy();
    const silent = setTimeout(() => socket.destroy(), limits.silentMs).unref();
    // Node looks at headers that never end, but not at connections on which nothing begins
    socket.once("data", () => clearTimeout(silent));
    socket.once("close", () => clearTimeout(silent));
  });
}

function refuseRequest(response: ServerResponse, { status, sentence, seconds }: Refused): void {
  response.writeHead(status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...(seconds !== null && { "retry-after": String(seconds) }),
    connection: "close",
  });
  response.end(JSON.stringify({ type: "about:blank", title: sentence, status, code: WORDS[status].code }));
}

function refuseUpgrade(socket: Socket, { status, sentence, seconds }: Refused): void {
  const again = seconds === null ? "" : `Retry-After: ${seconds}\r\n`;
  endWith(socket, `${status} ${WORDS[status].title}\r\n${again}`, sentence);
}

function endWith(socket: Socket, head: string, sentence: string): void {
  socket.on("error", () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${head.replace(/(\r\n)?$/, "\r\n")}Connection: close\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(sentence)}\r\n\r\n${sentence}`,
    () => socket.destroy(),
  );
}

/** What Node refuses as no request is answered as it would, with a sentence. */
function refuseUnreadable(http: Server): void {
  const answers: Readonly<Record<string, readonly [head: string, sentence: string]>> = {
    HPE_HEADER_OVERFLOW: ["431 Request Header Fields Too Large", "The headers of the request are too long."],
    ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "The request did not end in time."],
    HPE_UNEXPECTED_CONTENT_LENGTH: ["400 Bad Request", "The request says more than once how long it is."],
  };
  http.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    // private there, and nothing else says that an answer is on its way, which a second one would garble
    const answering: unknown = Reflect.get(socket, "_httpMessage");
    if (!socket.writable || (answering !== null && answering !== undefined) || error.code === "ECONNRESET")
      return void socket.destroy(error);
    endWith(socket, ...(answers[error.code ?? ""] ?? ["400 Bad Request", "That is no HTTP request."]));
  });
}

/**
 * Calls back once when an answer is sent, or its connection is gone: an answer that waits for others of its connection has no
 * end of its own then.
 */
function answersOfConnections(): (request: IncomingMessage, response: ServerResponse, end: () => void) => void {
  const waiting = new WeakMap<Socket, Set<() => void>>();
  const ofSocket = (socket: Socket): Set<() => void> => {
    const known = waiting.get(socket);
    if (known) return known;
    const ends = new Set<() => void>();
    waiting.set(socket, ends);
    socket.once("close", () => ends.forEach((end) => end()));
    return ends;
  };
  return ({ socket }, response, end) => {
    const ends = ofSocket(socket);
    const once = (): void => {
      if (ends.delete(once)) end();
    };
    ends.add(once);
    response.once("close", once);
  };
}

type Counts = { add(key: unknown): () => void; of(key: unknown): number };

/** How many of each are open; what `add` answers closes one, once. */
function counts(): Counts {
  const open = new Map<unknown, number>();
  return {
    add: (key) => {
      open.set(key, (open.get(key) ?? 0) + 1);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        const left = (open.get(key) ?? 1) - 1;
        if (left > 0) open.set(key, left);
        else open.delete(key);
      };
    },
    of: (key) => open.get(key) ?? 0,
  };
}
