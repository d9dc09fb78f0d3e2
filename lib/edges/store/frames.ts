import { setImmediate } from "node:timers/promises";
import type { Pool } from "pg";
import type { Tick } from "#core/time";
import type { FrameStore, UnreadableRows } from "#engine/ports";
import { frameSchema, type Frame } from "#wire/frame";
import { readOr, UNCOUNTED } from "./reading.ts";

const FRAMES_AT_ONCE = 40;

type FrameRow = { readonly room: string; readonly seq: number; readonly body: string };

/** Frames in the database. `expireFrames` removes those of ticks before `beforeTick`. */
export function frameStore(
  pool: Pool,
  unreadable = UNCOUNTED,
): FrameStore & { expireFrames(beforeTick: Tick): Promise<void> } {
  return {
    saveFrames: (frames) => saveFrames(pool, frames),
    framesSince: async (room, seq, most) => {
      const { rows } = await pool.query<FrameRow>({
        name: "frames-since",
        text: "select room, seq, body from frame where room = $1 and seq > $2 order by seq limit $3",
        values: [room, seq, most],
      });
      return readFrames(rows, unreadable);
    },
    expireFrames: async (beforeTick) => {
      await pool.query({ name: "expire-frames", text: "delete from frame where seq < $1", values: [beforeTick] });
    },
  };
}

/** The first frame of a room and tick stays: a tick is told once, by whichever node was first. */
async function saveFrames(pool: Pool, frames: readonly Frame[]): Promise<void> {
  if (frames.length === 0) return;
  // one order for everybody, so that two nodes never wait for each other
  const sorted = frames.toSorted((a, b) => (a.room === b.room ? a.seq - b.seq : a.room < b.room ? -1 : 1));
  await pool.query({
    name: "save-frames",
    text: `insert into frame (room, seq, body) select * from unnest($1::text[], $2::int4[], $3::text[])
      on conflict (room, seq) do nothing`,
    values: [
      sorted.map(({ room }) => room),
      sorted.map(({ seq }) => seq),
      sorted.map((frame) => JSON.stringify(frame)),
    ],
  });
}

/** An hour of frames takes some 80 ms to read: in pieces, so that nobody else waits that long. */
async function readFrames(rows: readonly FrameRow[], unreadable: UnreadableRows): Promise<readonly Frame[]> {
  const frames: Frame[] = [];
  for (const [index, { room, seq, body }] of rows.entries()) {
    if (index % FRAMES_AT_ONCE === FRAMES_AT_ONCE - 1) await setImmediate();
    frames.push(...readOr(unreadable, { table: "frame", at: { room, seq } }, () => readFrame(body)).flat());
  }
  return frames;
}

/** A frame that another version wrote in another shape is no frame to us: the page reloads on a new build anyway. */
export function readFrame(body: string): readonly Frame[] {
  const parsed = frameSchema.safeParse(JSON.parse(body));
  return parsed.success ? [parsed.data] : [];
}
