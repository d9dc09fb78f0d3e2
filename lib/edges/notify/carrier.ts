import type { ChannelConfig } from "#core/config/channel-config";
import type { EpochMs } from "#core/time";
import type { Log } from "#engine/ports";
import type { TimedChannel } from "./channels/open-channel.ts";
import { markDead, noteTry, toSend } from "./delivery-rows.ts";
import type { Pool } from "./sql.ts";
import type { WorkQueue } from "./work-queue.ts";

export type CarrierOptions = {
  readonly pool: Pool;
  readonly queue: WorkQueue;
  readonly config: ChannelConfig;
  readonly channel: TimedChannel;
  readonly baseUrl: string;
  readonly now: () => EpochMs;
  readonly log: Log;
};

/** Takes one channel's messages out of the queue; `wake` when there is more, `close` waits for those on their way. */
export type Carrier = { wake(): void; close(): Promise<void> };

/** Other nodes, retries and what a kill left behind are found by asking now and then. */
const ASK_EVERY_MS = 1_000;

/** As many messages at a time as the channel allows, and none of another channel. */
export function carry(options: CarrierOptions): Carrier {
  const bell = openBell();
  const state = { open: true, quietUntil: 0 };
  // who asked to be left alone would refuse the next one, too, and each refusal costs a message one of its tries
  const waitAsked = (ms: number): void => void (state.quietUntil = Math.max(state.quietUntil, performance.now() + ms));
  const onTheirWay = new Set<Promise<void>>();
  const run = async (): Promise<void> => {
    while (state.open) {
      const free = performance.now() < state.quietUntil ? 0 : options.config.concurrency - onTheirWay.size;
      const ids = free > 0 ? await taken(options, free) : [];
      for (const id of ids) {
        const one = deliver(options, id, waitAsked).finally(() => {
          onTheirWay.delete(one);
          bell.ring();
        });
        onTheirWay.add(one);
      }
      if (ids.length === 0) await bell.wait(ASK_EVERY_MS);
    }
  };
  const running = run();
  return {
    wake: bell.ring,
    close: async () => {
      state.open = false;
      bell.ring();
      await running;
      await Promise.all(onTheirWay);
    },
  };
}

async function taken({ queue, config, log }: CarrierOptions, most: number): Promise<readonly string[]> {
  try {
    return await queue.take(config.id, most);
  } catch (error) {
    log.warn({ channel: config.id, error: messageOf(error) }, "the queue could not be asked");
    return [];
  }
}

/** Never rejects: what could not be noted is given out again once its time is over, under the same id. */
async function deliver(options: CarrierOptions, id: string, waitAsked: (ms: number) => void): Promise<void> {
  const { pool, queue, config, channel, baseUrl, now, log } = options;
  try {
    const delivery = await toSend(pool, id);
    if (delivery === null) return await queue.done(config.id, id);
    const outcome = await channel.deliver({ id, delivery, url: `${baseUrl}${delivery.notice.link}` });
    const sentence = outcome.ok ? outcome.value : outcome.refusal.message;
    await noteTry(pool, id, { sent: outcome.ok, sentence, at: now() });
    if (outcome.ok) return await queue.done(config.id, id);
    waitAsked(outcome.waitMs ?? 0);
    log.warn({ channel: config.id, delivery: id }, sentence);
    await queue.failed(config.id, id, outcome.waitMs ?? 0);
    await bury(pool, queue);
  } catch (error) {
    log.warn({ channel: config.id, delivery: id, error: messageOf(error) }, "a message was left to be tried again");
  }
}

/** Messages that had their last try become dead letters. */
export async function bury(pool: Pool, queue: WorkQueue): Promise<void> {
  const dead = await queue.takeDead();
  if (dead.length === 0) return;
  await markDead(
    pool,
    dead.map(({ id }) => id),
  );
  for (const { job } of dead) await queue.buried(job);
}

/** Ringing while nobody waits ends the next wait at once. */
function openBell(): { ring(): void; wait(ms: number): Promise<void> } {
  const state: { rung: boolean; answer: (() => void) | null } = { rung: false, answer: null };
  return {
    ring: () => {
      state.rung = true;
      state.answer?.();
    },
    wait: async (ms) => {
      if (!state.rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          state.answer = () => (clearTimeout(timer), resolve());
        });
      }
      Object.assign(state, { rung: false, answer: null });
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
