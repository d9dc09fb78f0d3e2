import type { LoggedEvent } from "#core/room/room-event";
import type { Frame, RoomName } from "./frame.ts";
import type { FollowAnswer } from "./room-log.ts";

/** Answer to `join`: what was missed, oldest first. `reset` when more was missed than is kept: start again from `frames`. */
export type JoinAnswer =
  | { readonly ok: true; readonly reset: boolean; readonly frames: readonly Frame[] }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Namespace `/live`. `lastSeq` is the newest frame the client has, or null. */
export type ClientEvents = {
  join: (room: RoomName, lastSeq: number | null, answer: (answer: JoinAnswer) => void) => void;
  /** Follows the log from the event after `seq`; null for a client that has nothing yet. */
  follow: (seq: number | null, answer: (answer: FollowAnswer) => void) => void;
  leave: (room: RoomName) => void;
  /** Round trip and clock offset: the server answers with its real time. */
  ping: (answer: (serverRealMs: number) => void) => void;
};
export type ServerEvents = { frame: (frame: Frame) => void; events: (events: readonly LoggedEvent[]) => void };
