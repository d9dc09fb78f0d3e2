import type { Server as HttpServer } from "node:http";
import { Server, type Namespace, type Socket } from "socket.io";
import type { Engine, Log, Publisher } from "#engine/ports";
import { roomNameSchema, type RoomName } from "#wire/frame";
import type { ClientEvents, ServerEvents } from "#wire/socket";

/** As whom a connection was let in. */
type Held = { id?: string };
type LiveSocket = Socket<ClientEvents, ServerEvents, Record<never, never>, Held>;
type LiveNamespace = Namespace<ClientEvents, ServerEvents, Record<never, never>, Held>;

/** What a connection may be: a paired display, a person's browser, or refused. */
export type Admission = { readonly kind: "display" | "person"; readonly id: string } | null;

/** Decides, once the engine is served, whether a connection may listen, from what the client offered in its handshake. */
export type Admit = (offered: {
  readonly token: string | null;
  readonly cookie: string | null;
}) => Admission | Promise<Admission>;

/** Which of these displays and sessions, by id, may still listen. Rejects while that cannot be known. */
export type StillAdmitted = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

type Served = Pick<Engine, "missed" | "follow">;
export type LiveServer = Publisher & {
  serve(engine: Served): void;
  /** Ends connections that are admitted no more: a revoked display, a session that was signed out. */
  checkAgain(): Promise<void>;
  /** The same every few seconds, by one question for all, for what another node has ended; until it is closed. */
  keepChecking(still: StillAdmitted, everyMs?: number): void;
  close(): Promise<void>;
};

const MOST_ROOMS = 8;
/** Everybody who follows what is decided. */
const LOG_ROOM = "log";
const DISPLAY_ROOM = "displays";
const RECHECK_MS = 4_000;

/**
 * The `/live` namespace on `http`. Publishing sends each frame to its room, encoded once.
 * Connections wait until `serve` hands over the engine; then those without a valid token are refused with `unauthenticated`.
 */
export function openLiveServer(http: HttpServer, admit: Admit, log: Log): LiveServer {
  const io = new Server<ClientEvents, ServerEvents, Record<never, never>, Held>(http, {
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16_384,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    cors: { origin: false },
    allowRequest: (request, answer) => answer(null, isSameOrigin(request.headers)),
  });
  const live: LiveNamespace = io.of("/live");
  const engine = later<Served>();
  const checking = repeatedly();
  live.use((socket, next) => {
    const decide = async (): Promise<Error | undefined> => {
      await engine.promise;
      const admission = await admit(offeredBy(socket));
      if (admission?.kind === "display") await socket.join(DISPLAY_ROOM);
      if (admission) socket.data.id = admission.id;
      return admission ? undefined : new Error("unauthenticated");
    };
    decide().then(next, () => next(new Error("unavailable")));
  });
  live.on("connection", (socket) => void engine.promise.then((ready) => listen(socket, ready, log)));
  return {
    serve: engine.resolve,
    publish: (frames) => frames.forEach((frame) => void live.to(frame.room).emit("frame", frame)),
    tell: (events) => void live.to(LOG_ROOM).emit("events", events),
    connected: () => live.sockets.size,
    displays: () => live.adapter.rooms.get(DISPLAY_ROOM)?.size ?? 0,
    listened: () => [...live.adapter.rooms.keys()].flatMap((name) => roomNameSchema.safeParse(name).data ?? []),
    checkAgain: async () => {
      for (const socket of live.sockets.values()) if (!(await admit(offeredBy(socket)))) socket.disconnect(true);
    },
    keepChecking: (still, everyMs = RECHECK_MS) =>
      checking.start(() => endOthers([...live.sockets.values()], still), everyMs),
    close: async () => {
      checking.stop();
      await io.close();
    },
  };
}

/** Does something every so often, never twice at once; what it cannot do now is tried again then. */
function repeatedly(): { start(work: () => Promise<void>, everyMs: number): void; stop(): void } {
  const state: { isRunning: boolean; timer: NodeJS.Timeout | null } = { isRunning: false, timer: null };
  return {
    start: (work, everyMs) => {
      state.timer = setInterval(() => {
        if (state.isRunning) return;
        state.isRunning = true;
        // while the database is away nobody is sent away
        void work()
          .catch(() => undefined)
          .finally(() => (state.isRunning = false));
      }, everyMs);
    },
    stop: () => clearInterval(state.timer ?? undefined),
  };
}

async function endOthers(sockets: readonly LiveSocket[], still: StillAdmitted): Promise<void> {
  const ids = new Set(sockets.flatMap(({ data }) => data.id ?? []));
  if (ids.size === 0) return;
  const kept = await still([...ids]);
  for (const socket of sockets) if (socket.data.id !== undefined && !kept.has(socket.data.id)) socket.disconnect(true);
}

function offeredBy({ handshake }: LiveSocket): Parameters<Admit>[0] {
  const token: unknown = handshake.auth["token"];
  return { token: typeof token === "string" ? token : null, cookie: handshake.headers.cookie ?? null };
}

function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  const held: { resolve: (value: T) => void } = { resolve: () => undefined };
  const promise = new Promise<T>((resolve) => (held.resolve = resolve));
  return { promise, resolve: (value) => held.resolve(value) };
}

function listen(socket: LiveSocket, engine: Served, log: Log): void {
  socket.on("join", (room, lastSeq, answer) => {
    if (typeof answer !== "function") return;
    const refusal = joinRefusal(socket, room, lastSeq);
    if (refusal) return answer({ ok: false, code: "invalid", message: refusal });
    engine
      .missed(room, lastSeq, () => void socket.join(room))
      .then(answer)
      .catch((error: unknown) => {
        log.error({ room, error: String(error) }, "a display could not join");
        answer({ ok: false, code: "internal", message: "Holdpoint could not open this view; it will be tried again." });
      });
  });
  socket.on("follow", (seq, answer) => {
    if (typeof answer !== "function") return;
    if (seq !== null && !(Number.isSafeInteger(seq) && seq >= 0))
      return answer({ ok: false, code: "invalid", message: "The last event's number must be a whole number or null." });
    engine
      .follow(seq, () => void socket.join(LOG_ROOM))
      .then(answer)
      .catch((error: unknown) => {
        log.error({ error: String(error) }, "a page could not follow the log");
        answer({ ok: false, code: "internal", message: "The log cannot be read; it will be tried again." });
      });
  });
  socket.on("leave", (room) => {
    if (roomNameSchema.safeParse(room).success) void socket.leave(room);
  });
  socket.on("ping", (answer) => {
    if (typeof answer === "function") answer(Date.now());
  });
}

function joinRefusal(socket: LiveSocket, room: RoomName, lastSeq: number | null): string | null {
  if (!roomNameSchema.safeParse(room).success) return "There is no such room.";
  if (lastSeq !== null && !Number.isSafeInteger(lastSeq))
    return "The last frame number must be a whole number or null.";
  // socket.io puts every socket in one room of its own; ours are the log's and the displays'
  const views = [...socket.rooms].filter((name) => roomNameSchema.safeParse(name).success).length;
  return views >= MOST_ROOMS ? `One connection may listen to at most ${MOST_ROOMS} rooms.` : null;
}

/** A page of another origin must not open a socket with this browser's cookie; programs send no origin. */
function isSameOrigin(headers: { readonly origin?: string | undefined; readonly host?: string | undefined }): boolean {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
