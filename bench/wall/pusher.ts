import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import type { Target } from "#core/target";
import { tickAt, tickStart, type Tick } from "#core/time";
import { chanceFrom, type Chance } from "#demo/chance";
import { followingClock } from "#edges/clock/clock";
import type { ClockSetting } from "#engine/ports";

const SEED = 20_261_116;
const MOST_TRIES = 5;

export type Pusher = {
  /** Goes on at the rate that the program's clock has now. */
  follow(setting: ClockSetting): void;
  /** Batches accepted so far; throws what went wrong with the first that was not. */
  readonly sent: () => number;
  close(): Promise<void>;
};

/** Reports every tick of the rehearsal for these targets as it ends, one batch per tick, as their own services would. */
export function startPusher(about: {
  readonly url: string;
  readonly key: string;
  readonly targets: readonly Target[];
  readonly clock: ClockSetting;
}): Pusher {
  const pool = new Pool(about.url, { connections: 4, headersTimeout: 30_000, bodyTimeout: 30_000 });
  const clock = followingClock(about.clock);
  const chance = chanceFrom(SEED);
  const state = { sent: 0, closed: false, failed: null as Error | null, cancel: (): void => undefined };
  const next = (tick: Tick): void => {
    state.cancel = clock.at(tickStart(tick + 1), () => {
      if (state.closed) return;
      next(tick + 1);
      const samples = about.targets.map(({ id }) => pushed(id, tick, chance));
      post(pool, about.key, samples).then(
        () => void (state.sent += 1),
        (error: unknown) => void (state.failed ??= error as Error),
      );
    });
  };
  next(tickAt(clock.now()) + 1);
  return {
    follow: clock.follow,
    sent: () => {
      if (state.failed) throw state.failed;
      return state.sent;
    },
    close: async () => {
      state.closed = true;
      state.cancel();
      await pool.destroy();
    },
  };
}

function pushed(target: string, tick: Tick, chance: Chance): unknown {
  const failed = chance() < 0.002;
  const latency = (): number =>
    18 * Math.exp(0.3 * Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(6.283 * chance()));
  return {
    target,
    at: new Date(tickStart(tick)).toISOString(),
    up: !failed,
    requests: 20,
    errors: failed ? 3 : 0,
    latenciesMs: [latency(), latency()],
    gauges: {
      active_learners: 480 + 40 * chance(),
      cache_hits: 16,
      cache_misses: chance() < 0.9 ? 4 : 6,
      revenue_usd: 3 * chance(),
    },
  };
}

/** As the contract asks of a sender: what is answered 503 is sent again. */
async function post(pool: Pool, key: string, samples: readonly unknown[]): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { statusCode, body } = await pool.request({
      method: "POST",
      path: "/api/v1/samples",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ samples }),
    });
    const text = await body.text();
    if (statusCode < 300) return;
    if (statusCode !== 503 || tries === MOST_TRIES)
      throw new Error(`a push was answered ${statusCode}: ${text.slice(0, 300)}`);
    await sleep(1_000);
  }
}
