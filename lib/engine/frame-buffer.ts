import type { Frame, RoomName } from "#wire/frame";
import type { JoinAnswer } from "#wire/socket";
import type { FrameStore } from "./ports.ts";

const KEPT_IN_MEMORY = 60;
/** As many as the store keeps (an hour of ticks); who missed more starts again from the newest frame. */
const MOST_MISSED = 720;

export type FrameBuffer = {
  add(frames: readonly Frame[]): void;
  latest(room: RoomName): Frame | null;
  missed(room: RoomName, lastSeq: number | null, settle: () => void): Promise<JoinAnswer>;
};

/** The newest frames of every room, with the store behind them for who was away longer. */
export function frameBuffer(store: FrameStore): FrameBuffer {
  const rooms = new Map<RoomName, Frame[]>();

  const newerThan = (room: RoomName, seq: number): readonly Frame[] =>
    (rooms.get(room) ?? []).filter((frame) => frame.seq > seq);
  const reachesBack = (room: RoomName, lastSeq: number): boolean => {
    const first = rooms.get(room)?.[0];
    return first !== undefined && first.seq <= lastSeq + 1;
  };
  const restart = (room: RoomName): JoinAnswer => ({
    ok: true,
    reset: true,
    frames: (rooms.get(room) ?? []).slice(-1),
  });

  return {
    add: (frames) => {
      for (const frame of frames) {
        const kept = rooms.get(frame.room) ?? [];
        kept.push(frame);
        if (kept.length > KEPT_IN_MEMORY) kept.shift();
        rooms.set(frame.room, kept);
      }
    },
    latest: (room) => rooms.get(room)?.at(-1) ?? null,
    missed: async (room, lastSeq, settle) => {
      if (lastSeq === null) {
        settle();
        return restart(room);
      }
      const stored = reachesBack(room, lastSeq) ? [] : await store.framesSince(room, lastSeq, MOST_MISSED + 1);
      // from here to the return nothing may wait, or a frame published meanwhile would come before the ones missed
      settle();
      if (stored.length > MOST_MISSED) return restart(room);
      const frames = [...stored, ...newerThan(room, stored.at(-1)?.seq ?? lastSeq)];
      return { ok: true, reset: false, frames };
    },
  };
}
