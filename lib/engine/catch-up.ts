import type { Target } from "#core/target";
import { tickAt, type Tick } from "#core/time";
import type { Frame, RoomName } from "#wire/frame";
import type { FrameBuffer } from "./frame-buffer.ts";
import type { Clock, Engine } from "./ports.ts";
import { TARGET_PREFIX, type Envelope, type RoomFrames } from "./room-frames.ts";
import type { Vitals } from "./vitals.ts";

export type CatchUpParts = {
  readonly clock: Clock;
  readonly targets: readonly Target[];
  readonly rooms: RoomFrames;
  readonly buffer: FrameBuffer;
  readonly vitals: Vitals;
  envelope(tick: Tick): Envelope;
};

/** What a display is given when it comes, or comes back. Frames of single targets are made for whoever listens, and not kept. */
export function catchUp(parts: CatchUpParts): Pick<Engine, "latest" | "missed"> {
  const { clock, rooms, buffer, vitals, envelope } = parts;
  const ids = new Set(parts.targets.map(({ id }) => id));
  const idOf = (room: RoomName): string | null =>
    room.startsWith(TARGET_PREFIX) ? room.slice(TARGET_PREFIX.length) : null;
  const fresh = (room: RoomName): readonly Frame[] => {
    const tick = vitals.tick();
    return tick === null ? [] : rooms.forTargets([room], envelope(tick));
  };
  /** The room as it is now, before its first tick too. */
  const present = (room: RoomName): readonly Frame[] => {
    const telling = envelope(vitals.tick() ?? tickAt(clock.now()) - 1);
    if (idOf(room) !== null) return rooms.forTargets([room], telling);
    const latest = buffer.latest(room);
    return latest ? [latest] : rooms.shared(telling).filter((frame) => frame.room === room);
  };
  return {
    latest: (room) => (idOf(room) === null ? buffer.latest(room) : (fresh(room)[0] ?? null)),
    missed: async (room, lastSeq, settle) => {
      const id = idOf(room);
      if (id !== null && !ids.has(id)) return { ok: false, code: "not_found", message: `There is no target "${id}".` };
      if (lastSeq !== null && lastSeq > tickAt(clock.now())) {
        // a number yet to come: from before the clock was set back, or another rehearsal; no frame would look new to it
        settle();
        return { ok: true, reset: true, frames: present(room) };
      }
      if (id === null) return await buffer.missed(room, lastSeq, settle);
      settle();
      return { ok: true, reset: true, frames: fresh(room) };
    },
  };
}
