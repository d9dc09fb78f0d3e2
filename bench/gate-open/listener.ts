import { io, type Socket } from "socket.io-client";
import type { RoomEvent } from "#core/room/room-event";
import type { ClientEvents, ServerEvents } from "#wire/socket";

/**
 * Process of the `gate-open` bench: for every message `{ url }` one page that follows the log there. Says `{ url }` when it
 * follows, and every checkpoint that opens, as it is told.
 */
export type Listened =
  | { readonly url: string; readonly opened: null }
  | { readonly url: string; readonly opened: CheckpointOpened; readonly at: number };
export type CheckpointOpened = Extract<RoomEvent, { type: "checkpoint_opened" }>;

process.on("disconnect", () => process.exit(0));
process.on("message", ({ url }: { readonly url: string }) => {
  const socket: Socket<ServerEvents, ClientEvents> = io(url, {
    transports: ["websocket"],
    auth: { token: "bench" },
    forceNew: true,
    reconnection: false,
  });
  const say = (listened: Listened): void => void process.send?.(listened);
  socket.on("connect", () => socket.emit("follow", null, () => say({ url, opened: null })));
  socket.on("events", (events) => {
    const at = performance.timeOrigin + performance.now();
    for (const { event } of events) if (event.type === "checkpoint_opened") say({ url, opened: event, at });
  });
});
