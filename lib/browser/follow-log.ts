import type { Socket } from "socket.io-client";
import { eventsSchema, followAnswerSchema, type FollowAnswer } from "#wire/room-log";
import type { ClientEvents, ServerEvents } from "#wire/socket";
import type { RoomLog } from "./room-log.ts";

const ANSWER_WITHIN_MS = 8_000;
const TRY_AGAIN_MS = 3_000;

/** Keeps `log` up with the server over `socket`, from the first call of what is returned; the server is asked for gaps. */
export function followLog(socket: Socket<ServerEvents, ClientEvents>, log: RoomLog): () => void {
  const state = { wanted: false, asking: false };
  const ask = (): void => {
    if (state.asking || !socket.connected) return;
    state.asking = true;
    const seq = log.room()?.seq ?? null;
    socket.timeout(ANSWER_WITHIN_MS).emit("follow", seq, (late: Error | null, answer: FollowAnswer) => {
      state.asking = false;
      const parsed = late === null ? followAnswerSchema.safeParse(answer) : null;
      if (!parsed?.success) return void setTimeout(ask, TRY_AGAIN_MS);
      if (parsed.data.room) log.reset(parsed.data.room);
      if (log.fold(parsed.data.events).missing) ask();
    });
  };
  socket.on("connect", () => {
    // what was asked on the connection before is answered no more
    state.asking = false;
    if (state.wanted) ask();
  });
  socket.on("events", (received) => {
    const parsed = eventsSchema.safeParse(received);
    if (!parsed.success || log.fold(parsed.data).missing) ask();
  });
  return () => {
    if (state.wanted) return;
    state.wanted = true;
    ask();
  };
}
