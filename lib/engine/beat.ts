import { TICK_MS, tickStart, type EpochMs, type Tick } from "#core/time";
import type { FrameBuffer } from "./frame-buffer.ts";
import type { LiveSamples } from "./live-samples.ts";
import { recounter } from "./recount.ts";
import type { Clock, FrameStore, Log, Publisher, SampleStore, SampleWriter, TickReport } from "./ports.ts";
import type { Envelope, RoomFrames } from "./room-frames.ts";
import type { Vitals } from "./vitals.ts";

/** A frame that the database does not take in this time, or in half a tick, is sent all the same. */
const SAVE_PATIENCE_MS = 250;
/** Beats waiting for their turn; past this a beat keeps its samples and drops its frames. */
const MOST_WAITING = 20;

export type BeatParts = {
  readonly clock: Clock;
  readonly live: LiveSamples;
  readonly rooms: RoomFrames;
  readonly buffer: FrameBuffer;
  readonly store: FrameStore & Pick<SampleStore, "windows">;
  readonly writer: SampleWriter;
  readonly publisher: Publisher;
  readonly vitals: Vitals;
  readonly log: Log;
  readonly build: string;
  /** Real time in epoch ms, for stamps that travel. */
  readonly realNow: () => EpochMs;
  readonly pause: (ms: number) => Promise<void>;
};

export type Beats = {
  /** Takes one closed tick: samples to the store, frames to the rooms, one tick after the other. */
  beat(report: TickReport): Promise<void>;
  envelope(tick: Tick): Envelope;
};

export function beats(parts: BeatParts): Beats {
  const { clock, live, rooms, buffer, store, writer, publisher, vitals, log } = parts;
  const recount = recounter(parts);
  const queue = { last: Promise.resolve(), waiting: 0 };

  const envelope = (tick: Tick): Envelope => ({
    seq: tick,
    at: tickStart(tick + 1),
    sentAt: parts.realNow(),
    everyMs: TICK_MS / clock.setting().rate,
    build: parts.build,
    health: vitals.health(),
  });

  const stream = async (tick: Tick): Promise<void> => {
    const telling = envelope(tick);
    const shared = rooms.shared(telling);
    const saved = store.saveFrames(shared).then(
      () => vitals.stored(true),
      (error: unknown) => {
        vitals.stored(false);
        log.warn({ tick, error: String(error) }, "frames are not kept");
      },
    );
    await Promise.race([saved, parts.pause(Math.min(SAVE_PATIENCE_MS, telling.everyMs / 2))]);
    const frames = [...shared, ...rooms.forTargets(publisher.listened(), envelope(tick))];
    buffer.add(frames);
    publisher.publish(frames);
    vitals.count("frames", frames.length);
  };

  const beat = (report: TickReport): Promise<void> => {
    const fresh = live.show(report.samples);
    live.settle(fresh);
    writer.add(fresh);
    recount();
    vitals.heard(report, fresh.length);
    if (queue.waiting >= MOST_WAITING) return queue.last;
    queue.waiting += 1;
    queue.last = queue.last
      .then(() => stream(report.tick))
      .catch((error: unknown) => log.error({ tick: report.tick, error: String(error) }, "a tick could not be shown"))
      .finally(() => void (queue.waiting -= 1));
    return queue.last;
  };

  return { beat, envelope };
}
