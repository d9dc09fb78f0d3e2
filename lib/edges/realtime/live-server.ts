import type { IncomingMessage, Server as HttpServer } from "node:http";
import { Server, type DefaultEventsMap, type Namespace } from "socket.io";
import { visitorOf } from "#core/access";
import type { Identity } from "#core/identity";
import type { Engine, Log, Publisher } from "#engine/ports";
import { roomNameSchema, type RoomName } from "#wire/frame";
import { askedOfNode, ownAddress } from "#edges/own-address";
import { fewAtOnce } from "#edges/few-at-once";
import { overBudgetRefusal } from "#edges/over-budget";
import { tokenBuckets } from "#edges/token-bucket";
import type { ClientEvents, ServerEvents } from "#wire/socket";
import { connectionBudget, type Connection, type ConnectionBudget } from "./connection-budget.ts";
import { repeatedly } from "./repeatedly.ts";
import { guardEvents, offeredBy, type Door, type Known, type LiveSocket } from "./socket-door.ts";

type LiveNamespace = Namespace<ClientEvents, ServerEvents, DefaultEventsMap, Known>;

/** Which of these displays and sessions, by id, may still listen. Rejects while that cannot be known. */
export type StillAdmitted = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

type Served = Pick<Engine, "missed" | "follow">;
export type LiveServer = Publisher & {
  serve(engine: Served): void;
  /** Ends connections of whoever is somebody else now: a revoked display, a session that was signed out, another role. */
  checkAgain(): Promise<void>;
  /** The same every few seconds, by one question for all, for what another node has ended; until it is closed. */
  keepChecking(still: StillAdmitted, everyMs?: number): void;
  /** Ends the connections that cost most memory, because there is little left. */
  shed(): void;
  close(): Promise<void>;
};

const MOST_ROOMS = 8;
/** Everybody who follows what is decided. */
const LOG_ROOM = "log";
const RECHECK_MS = 4_000;
/** Without a word to `/live`. */
const SILENT_MS = 5_000;
/** The pages ask the database too. */
const IDENTIFIED_AT_ONCE = 8;
/** Everybody behind one address comes back at once after a restart. */
const MOST_WAITING = 1_500;
const SHED_AT_ONCE = 20;
/** Events of one account or display on all its connections: 500 walls may share the token that the terminal printed. */
const ASKED = { burst: 8_000, perSecond: 200 };
const MOST_VISITORS = 5_000;
const SAY_EVERY_MS = 60_000;
const WITHOUT_ADDRESS = ownAddress({ publicUrl: null, names: [] });

/**
 * The `/live` namespace on `http`. Publishing sends each frame to its room, encoded once.
 * Connections wait until `serve` hands over the engine; then those whom the door does not know are refused with
 * `unauthenticated`, and every event of the others goes through the door.
 */
export function openLiveServer(http: HttpServer, door: Door, log: Log): LiveServer {
  const refused = sayRarely(log);
  const io = new Server<ClientEvents, ServerEvents, DefaultEventsMap, Known>(http, {
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16_384,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    connectTimeout: SILENT_MS,
    cors: { origin: false },
    allowRequest: (request, answer) => {
      const fault = handshakeFault(request, door);
      if (fault !== null) refused(fault);
      answer(fault, fault === null);
    },
  });
  const live: LiveNamespace = io.of("/live");
  const engine = later<Served>();
  const checking = repeatedly();
  const budget = connectionBudget(log);
  io.engine.on("connection", (connection: Connection) => budget.watch(connection));
  admitThrough(live, door, engine.promise);
  const asked = tokenBuckets(ASKED, MOST_VISITORS);
  live.on("connection", (socket) => {
    guardEvents(socket, door.may, () => asked.take(visitorKey(socket.data.identity)));
    void engine.promise.then((ready) => listen(socket, ready, { log, inTurn: budget.inTurn(socket.conn) }));
  });
  return {
    serve: engine.resolve,
    publish: (frames) => frames.forEach((frame) => void live.to(frame.room).emit("frame", frame)),
    tell: (events) => void live.to(LOG_ROOM).emit("events", events),
    connected: () => live.sockets.size,
    cutOff: budget.cutOff,
    // one that comes again while its old connection is not given up, or in a second tab, is no second display
    displays: () => new Set([...live.sockets.values()].flatMap(({ data }) => data.display ?? [])).size,
    listened: () => [...live.adapter.rooms.keys()].flatMap((name) => roomNameSchema.safeParse(name).data ?? []),
    checkAgain: async () => {
      for (const socket of live.sockets.values()) {
        const { identity } = socket.data;
        if (!isSame(identity, await door.identify(offeredBy(socket, door)))) socket.disconnect(true);
      }
    },
    // while that cannot be known, nobody is sent away
    keepChecking: (still, everyMs = RECHECK_MS) =>
      checking.start(() => endOthers([...live.sockets.values()], still), everyMs),
    shed: () => budget.dropGreediest(SHED_AT_ONCE),
    close: async () => {
      checking.stop();
      budget.stop();
      await io.close();
    },
  };
}

/** Programs send no origin. Where a page is from is not told of sockets alike by all browsers, but the origin is. */
function handshakeFault(request: IncomingMessage, { address = WITHOUT_ADDRESS, isFromProxy }: Door): string | null {
  const asked = { ...askedOfNode(request.headers), fetchSite: null };
  return address.hostFault(asked, isFromProxy?.(request) ?? false) ?? address.originFault(asked);
}

/** A page that is refused comes again and again, and shows no more than that its link is down. */
function sayRarely(log: Log): (fault: string) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (fault) => {
    if (performance.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = performance.now();
    log.warn({ fault }, "a page's live connection was refused");
  };
}

/** Nobody comes in before `ready`; whom the door does not know is told so, and then nothing more is heard of the connection. */
function admitThrough(live: LiveNamespace, door: Door, ready: Promise<unknown>): void {
  const identifying = fewAtOnce({
    most: IDENTIFIED_AT_ONCE,
    mostWaiting: MOST_WAITING,
    waitMs: Infinity,
    tooMany: "Too many connections from one address wait to be let in.",
  });
  const refusalOf = async (socket: LiveSocket): Promise<Error | null> => {
    await ready;
    const offered = offeredBy(socket, door);
    const identity = await identifying(offered.peer, () => door.identify(offered));
    if (!door.may("SOCKET connect", identity)) return new Error("unauthenticated");
    socket.data.identity = identity;
    // the walls that share one link are told apart by where they are
    socket.data.display = identity.kind === "display" ? `${identity.id} ${offered.peer}` : null;
    return null;
  };
  live.use((socket, next) => {
    const decided = (refusal: Error | null): void => {
      if (refusal === null) return next();
      next(refusal);
      setImmediate(() => void socket.conn.close());
    };
    refusalOf(socket).then(decided, (error: unknown) =>
      decided(new Error(overBudgetRefusal(error)?.code ?? "unavailable")),
    );
  });
}

async function endOthers(sockets: readonly LiveSocket[], still: StillAdmitted): Promise<void> {
  const ids = new Set(sockets.flatMap(({ data }) => heldAs(data.identity) ?? []));
  if (ids.size === 0) return;
  const kept = await still([...ids]);
  for (const socket of sockets) {
    const id = heldAs(socket.data.identity);
    if (id !== null && !kept.has(id)) socket.disconnect(true);
  }
}

/** The session or display that lets a connection in. */
function heldAs(identity: Identity): string | null {
  if (identity.kind === "nobody") return null;
  return identity.kind === "person" ? identity.sessionId : identity.id;
}

function visitorKey(identity: Identity): string {
  return identity.kind === "person" ? identity.account.id : (heldAs(identity) ?? "nobody");
}

/** A page comes again by itself, as whoever it is then; so a connection is one visitor's all its life. */
function isSame(before: Identity, now: Identity): boolean {
  return before.kind === now.kind && visitorOf(before) === visitorOf(now);
}

function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  const held: { resolve: (value: T) => void } = { resolve: () => undefined };
  const promise = new Promise<T>((resolve) => (held.resolve = resolve));
  return { promise, resolve: (value) => held.resolve(value) };
}

type Listening = { readonly log: Log; readonly inTurn: ReturnType<ConnectionBudget["inTurn"]> };

function listen(socket: LiveSocket, engine: Served, { log, inTurn }: Listening): void {
  socket.on("join", (room, lastSeq, answer) => {
    if (typeof answer !== "function") return;
    inTurn(async () => {
      // looked at in its turn: those that were asked for before are joined by then
      const refusal = joinRefusal(socket, room, lastSeq);
      if (refusal) return answer({ ok: false, code: "invalid", message: refusal });
      await engine
        .missed(room, lastSeq, () => void socket.join(room))
        .then(answer)
        .catch((error: unknown) => {
          log.error({ room, error: String(error) }, "a display could not join");
          answer({
            ok: false,
            code: "internal",
            message: "Holdpoint could not open this view; it will be tried again.",
          });
        });
    });
  });
  socket.on("follow", (seq, answer) => {
    if (typeof answer !== "function") return;
    if (seq !== null && !(Number.isSafeInteger(seq) && seq >= 0))
      return answer({ ok: false, code: "invalid", message: "The last event's number must be a whole number or null." });
    inTurn(() =>
      engine
        .follow(seq, () => void socket.join(LOG_ROOM))
        .then(answer)
        .catch((error: unknown) => {
          log.error({ error: String(error) }, "a page could not follow the log");
          answer({ ok: false, code: "internal", message: "The log cannot be read; it will be tried again." });
        }),
    );
  });
  socket.on("leave", (room) => {
    // in its turn too, or a room would be joined after it was left
    if (roomNameSchema.safeParse(room).success) inTurn(async () => void (await socket.leave(room)));
  });
  socket.on("ping", (answer) => {
    if (typeof answer === "function") answer(Date.now());
  });
}

function joinRefusal(socket: LiveSocket, room: RoomName, lastSeq: number | null): string | null {
  if (!roomNameSchema.safeParse(room).success) return "There is no such room.";
  if (lastSeq !== null && !Number.isSafeInteger(lastSeq))
    return "The last frame number must be a whole number or null.";
  // socket.io puts every socket in one room of its own; ours is the log's
  const views = [...socket.rooms].filter((name) => roomNameSchema.safeParse(name).success).length;
  return views >= MOST_ROOMS ? `One connection may listen to at most ${MOST_ROOMS} rooms.` : null;
}
