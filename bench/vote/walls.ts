import { io, type Socket } from "socket.io-client";
import type { ClientEvents, ServerEvents } from "#wire/socket";

/**
 * Process of the `vote` bench: walls that show the overview and follow the log, each a connection of its own. Arguments: URL
 * of the namespace, token, how many. Answers every message with what was heard since the last one.
 */
const [url = "", token = "", count = "1"] = process.argv.slice(2);

export type Heard = {
  /** Walls that follow the log now. */
  readonly following: number;
  /** Votes that came: the event's number, and when, in epoch ms with fractions. */
  readonly votes: readonly (readonly [seq: number, at: number])[];
};

const votes: [seq: number, at: number][] = [];
const walls = Array.from({ length: Number(count) }, openWall);

function openWall(): { following: boolean } {
  const wall = { following: false };
  const socket: Socket<ServerEvents, ClientEvents> = io(url, {
    transports: ["websocket"],
    auth: { token },
    forceNew: true,
  });
  socket.on("connect", () => {
    socket.emit("join", "overview", null, () => undefined);
    socket.emit("follow", null, ({ ok }) => void (wall.following = ok));
  });
  socket.on("disconnect", () => void (wall.following = false));
  socket.on("events", (events) => {
    const at = performance.timeOrigin + performance.now();
    for (const { seq, event } of events) if (event.type === "vote_cast") votes.push([seq, at]);
  });
  return wall;
}

process.on("disconnect", () => process.exit(0));
process.on("message", () => {
  const following = walls.filter((wall) => wall.following).length;
  process.send?.({ following, votes: votes.splice(0) } satisfies Heard);
});
