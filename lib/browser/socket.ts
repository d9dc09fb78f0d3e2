import { io, type Socket } from "socket.io-client";
import { frameSchema, type Frame, type RoomName } from "#wire/frame";
import type { ClientEvents, JoinAnswer, ServerEvents } from "#wire/socket";
import { bestOffset, clockOffset } from "./clock.ts";
import { createRoomLog, type RoomLog } from "./room-log.ts";
import { createRoomStore, type RoomStore } from "./room-store.ts";
import { whyEnded, whyRefused } from "./link-down.ts";
import { followLog } from "./follow-log.ts";
import { sitePath } from "./site.ts";

export type LinkState = {
  readonly link: "connecting" | "up" | "down";
  /** This device's real time of the last change of `link`. */
  readonly since: number;
  /** Server clock minus this device's clock; null until measured. */
  readonly offsetMs: number | null;
  /** Why there is no connection, in a sentence; null while there is one, and where nobody knows. */
  readonly why: string | null;
};

export type LiveClient = {
  /** Connects; returns the way to close everything. */
  open(): () => void;
  link(): LinkState;
  subscribeLink(listener: () => void): () => void;
  /** The store of a room, joined while somebody holds it; `release` leaves it. */
  hold(room: RoomName): { readonly store: RoomStore; readonly release: () => void };
  /** What has been decided; followed from the first time that it is asked for. */
  log(): RoomLog;
};

/** Frames kept per room, and how many are asked for at first: five minutes, as much as a target's strip shows. */
const FRAMES_KEPT = 60;
const PAINT_EVERY_MS = 500;
const PING_EVERY_MS = 30_000;
const TRIPS_KEPT = 8;
const ANSWER_WITHIN_MS = 8_000;
/** A gap may be one that the server has too (ticks that never ran): asking about each would be a storm. */
const ASK_FOR_GAPS_EVERY_MS = 5_000;

const JOIN_AGAIN_MS = 3_000;
/** Refusals that do not last. */
const PASSES: ReadonlySet<string> = new Set(["too_many", "unavailable", "internal"]);

type LiveSocket = Socket<ServerEvents, ClientEvents>;
type Held = { readonly store: RoomStore; holders: number; asking: boolean; gapAskedAt: number };

/** One connection for the whole page: joins rooms, asks for what was missed, measures the server's clock. */
export function createLiveClient(url = "/live"): LiveClient {
  // Websocket first: a wall holds its connection for weeks, and long polling would cost every display a request per tick.
  const socket: LiveSocket = io(url, {
    path: sitePath("/socket.io"),
    autoConnect: false,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelayMax: 5_000,
    timeout: ANSWER_WITHIN_MS,
  });
  const rooms = new Map<RoomName, Held>();
  const link = createLinkStore();
  const log = createRoomLog();
  const follow = followLog(socket, log);

  listen(socket, rooms, link);
  return {
    open() {
      socket.connect();
      const pinging = setInterval(() => socket.connected && measureOffset(socket, link), PING_EVERY_MS);
      return () => {
        clearInterval(pinging);
        socket.disconnect();
      };
    },
    link: link.state,
    subscribeLink: link.subscribe,
    hold: (room) => holdRoom(socket, rooms, room),
    log: () => (follow(), log),
  };
}

function listen(socket: LiveSocket, rooms: ReadonlyMap<RoomName, Held>, link: LinkStore): void {
  socket.on("connect", () => {
    link.change({ link: "up", since: Date.now(), why: null });
    measureOffset(socket, link);
    for (const held of rooms.values()) {
      held.asking = false;
      join(socket, held);
    }
  });
  socket.on("disconnect", (reason, details) => {
    link.change({ link: "down", since: Date.now(), why: whyEnded(reason, details) });
    // The manager does not try again by itself when the server ended the connection (a drain before a restart).
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1_000);
  });
  socket.on("connect_error", (error) => {
    const since = link.state().link === "down" ? link.state().since : Date.now();
    // what it was cut off for is known for longer than that it is not back
    link.change({ link: "down", since, why: whyRefused(error) ?? link.state().why });
    if (!socket.active) setTimeout(() => socket.connect(), 5_000);
  });
  socket.on("frame", (received) => {
    const parsed = frameSchema.safeParse(received);
    if (!parsed.success) return;
    const held = rooms.get(parsed.data.room);
    if (held === undefined) return;
    const before = held.store.lastSeq();
    if (!held.store.accept(parsed.data).missing || Date.now() - held.gapAskedAt < ASK_FOR_GAPS_EVERY_MS) return;
    held.gapAskedAt = Date.now();
    join(socket, held, before);
  });
}

function holdRoom(
  socket: LiveSocket,
  rooms: Map<RoomName, Held>,
  room: RoomName,
): { readonly store: RoomStore; readonly release: () => void } {
  let held = rooms.get(room);
  if (held === undefined) {
    const store = createRoomStore({
      room,
      capacity: FRAMES_KEPT,
      paintEveryMs: PAINT_EVERY_MS,
      now: Date.now,
      later: (paint, afterMs) => void setTimeout(paint, afterMs),
    });
    held = { store, holders: 0, asking: false, gapAskedAt: 0 };
    rooms.set(room, held);
    if (socket.connected) join(socket, held);
  }
  held.holders += 1;
  const mine = held;
  return {
    store: mine.store,
    release() {
      mine.holders -= 1;
      if (mine.holders > 0 || rooms.get(room) !== mine) return;
      rooms.delete(room);
      if (socket.connected) socket.emit("leave", room);
    },
  };
}

/** Asks for everything after `since`. One question at a time per room: the answer holds all that is newer anyway. */
function join(socket: LiveSocket, held: Held, since: number | null = held.store.lastSeq()): void {
  if (held.asking) return;
  held.asking = true;
  const { store } = held;
  socket.timeout(ANSWER_WITHIN_MS).emit("join", store.room, since, (late: Error | null, answer: JoinAnswer) => {
    held.asking = false;
    if (late !== null || (!answer.ok && PASSES.has(answer.code)))
      // nobody is there to touch a wall
      setTimeout(() => held.holders > 0 && socket.connected && join(socket, held), JOIN_AGAIN_MS);
    if (late !== null) return;
    if (!answer.ok) return store.refuse({ code: answer.code, message: answer.message });
    const frames = parseFrames(answer.frames);
    if (answer.reset && frames.length > 0) store.reset(frames);
    else for (const frame of frames) store.accept(frame);
    // A first look: the newest frame came alone, so ask once for the few before it.
    const first = frames[0];
    if (since === null && frames.length === 1 && first !== undefined) join(socket, held, first.seq - FRAMES_KEPT);
  });
}

function parseFrames(received: readonly unknown[]): readonly Frame[] {
  return received.flatMap((frame) => {
    const parsed = frameSchema.safeParse(frame);
    return parsed.success ? [parsed.data] : [];
  });
}

type LinkStore = {
  state(): LinkState;
  change(part: Partial<LinkState>): void;
  subscribe(listener: () => void): () => void;
  readonly trips: { readonly offsetMs: number; readonly roundTripMs: number }[];
};

function createLinkStore(): LinkStore {
  const listeners = new Set<() => void>();
  let state: LinkState = { link: "connecting", since: Date.now(), offsetMs: null, why: null };
  return {
    state: () => state,
    change(part) {
      state = { ...state, ...part };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    trips: [],
  };
}

function measureOffset(socket: LiveSocket, link: LinkStore): void {
  const askedAt = Date.now();
  socket.timeout(ANSWER_WITHIN_MS).emit("ping", (late: Error | null, serverRealMs: number) => {
    if (late !== null || !Number.isFinite(serverRealMs)) return;
    const answeredAt = Date.now();
    link.trips.push({
      offsetMs: clockOffset({ askedAt, answeredAt, serverRealMs }),
      roundTripMs: answeredAt - askedAt,
    });
    if (link.trips.length > TRIPS_KEPT) link.trips.shift();
    link.change({ offsetMs: bestOffset(link.trips) });
  });
}
