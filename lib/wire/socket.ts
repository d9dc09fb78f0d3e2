import type { Frame, RoomName } from "./frame.ts";

/** Answer to `join`: what was missed, oldest first. `reset` when more was missed than is kept: start again from `frames`. */
export type JoinAnswer =
  | { readonly ok: true; readonly reset: boolean; readonly frames: readonly Frame[] }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Namespace `/live`. `lastSeq` is the newest frame the client has, or null. */
export type ClientEvents = {
  join: (room: RoomName, lastSeq: number | null, answer: (answer: JoinAnswer) => void) => void;
  leave: (room: RoomName) => void;
  /** Round trip and clock offset: the server answers with its real time. */
  ping: (answer: (serverRealMs: number) => void) => void;
};
export type ServerEvents = { frame: (frame: Frame) => void };
