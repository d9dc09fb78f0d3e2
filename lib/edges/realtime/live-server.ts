import type { Server as HttpServer } from "node:http";
import { Server, type Namespace, type Socket } from "socket.io";
import type { Engine, Log, Publisher } from "#engine/ports";
import { roomNameSchema, type RoomName } from "#wire/frame";
import type { ClientEvents, ServerEvents } from "#wire/socket";

type LiveSocket = Socket<ClientEvents, ServerEvents>;
type LiveNamespace = Namespace<ClientEvents, ServerEvents>;

/** Decides, once the engine is served, whether a connection may listen, from what the client offered in its handshake. */
export type Admit = (offered: { readonly token: string | null; readonly cookie: string | null }) => boolean;

export type LiveServer = Publisher & { serve(engine: Pick<Engine, "missed">): void; close(): Promise<void> };

const MOST_ROOMS = 8;

/**
 * The `/live` namespace on `http`. Publishing sends each frame to its room, encoded once.
 * Connections wait until `serve` hands over the engine; then those without a valid token are refused with `unauthenticated`.
 */
export function openLiveServer(http: HttpServer, admit: Admit, log: Log): LiveServer {
  const io = new Server<ClientEvents, ServerEvents>(http, {
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16_384,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    cors: { origin: false },
    allowRequest: (request, answer) => answer(null, isSameOrigin(request.headers)),
  });
  const live: LiveNamespace = io.of("/live");
  const engine = later<Pick<Engine, "missed">>();
  live.use((socket, next) => {
    const token: unknown = socket.handshake.auth.token;
    const offered = {
      token: typeof token === "string" ? token : null,
      cookie: socket.handshake.headers.cookie ?? null,
    };
    void engine.promise.then(() => next(admit(offered) ? undefined : new Error("unauthenticated")));
  });
  live.on("connection", (socket) => void engine.promise.then((ready) => listen(socket, ready, log)));
  return {
    serve: engine.resolve,
    publish: (frames) => frames.forEach((frame) => void live.to(frame.room).emit("frame", frame)),
    connected: () => live.sockets.size,
    listened: () => [...live.adapter.rooms.keys()].flatMap((name) => roomNameSchema.safeParse(name).data ?? []),
    close: async () => await io.close(),
  };
}

function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  const held: { resolve: (value: T) => void } = { resolve: () => undefined };
  const promise = new Promise<T>((resolve) => (held.resolve = resolve));
  return { promise, resolve: (value) => held.resolve(value) };
}

function listen(socket: LiveSocket, engine: Pick<Engine, "missed">, log: Log): void {
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
  // socket.io puts every socket in one room of its own
  return socket.rooms.size > MOST_ROOMS ? `One connection may listen to at most ${MOST_ROOMS} rooms.` : null;
}

/** A page of another origin must not open a socket with this browser's cookie; programs send no origin. */
function isSameOrigin(headers: { readonly origin?: string | undefined; readonly host?: string | undefined }): boolean {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
