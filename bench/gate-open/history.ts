import type { Pool } from "pg";
import type { Sample } from "#core/measure/sample";
import { HOUR_MS, MINUTE_MS, tickAt, type EpochMs, type Tick } from "#core/time";
import { packHour, saveBlocks, type BlockBytes } from "#edges/store/samples/block-rows";
import { groupBy } from "#edges/store/samples/group-by";
import { moveHours, moveMinutes } from "#edges/store/samples/roll-up-state";
import { targetKeysIn } from "#edges/store/samples/target-keys";
import { hourOf, MINUTES_PER_HOUR, TICKS_PER_HOUR, ticksOf } from "#edges/store/samples/time-keys";
import { inTransaction } from "#edges/store/samples/transaction";
import { keepUp, type Opened } from "../store-fixture.ts";

const TICKS_AT_ONCE = 72;
/** The store packs an hour so long after its end. */
const PACKED_AFTER_MS = 10 * MINUTE_MS;

export type History = {
  /** Goes on to `at`, and leaves the store as it would stand then: packed hours, summed minutes, and the newest rows. */
  goOn(at: EpochMs): Promise<void>;
  /** Samples so far. */
  samples(): number;
};

/**
 * The store's samples from `from` on. Hours that would be packed by then are packed at once, by the same functions, for ten
 * million rows would take half an hour to come and go; all that is younger is written, summed and packed as it always is.
 */
export function historyFrom(
  from: EpochMs,
  { store, pool }: Opened,
  samplesOf: (tick: Tick) => readonly Sample[],
): History {
  const state = { tick: tickAt(from), samples: 0 };
  const write = async (to: Tick): Promise<void> => {
    while (state.tick < to) {
      const next = Math.min(to, state.tick + TICKS_AT_ONCE);
      const batch = ticksBetween(state.tick, next).flatMap(samplesOf);
      await store.write(batch);
      Object.assign(state, { tick: next, samples: state.samples + batch.length });
    }
  };
  const pack = async (hour: number): Promise<void> => {
    const { from: first, to } = ticksOf(hour);
    const samples = ticksBetween(first, to).flatMap(samplesOf);
    await packAtOnce(pool, hour, samples);
    Object.assign(state, { tick: to, samples: state.samples + samples.length });
  };
  return {
    goOn: async (at) => {
      const isPacked = (hour: number): boolean => (hour + 1) * HOUR_MS + PACKED_AFTER_MS <= at;
      // an hour that has rows already is finished in rows, and packed from them
      if (state.tick % TICKS_PER_HOUR !== 0) await write(Math.min(tickAt(at), ticksOf(hourOf(state.tick)).to));
      await keepUp(store, at);
      while (state.tick < tickAt(at) && isPacked(hourOf(state.tick))) await pack(hourOf(state.tick));
      await write(tickAt(at));
      await keepUp(store, at);
    },
    samples: () => state.samples,
  };
}

function ticksBetween(from: Tick, to: Tick): readonly Tick[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

async function packAtOnce(pool: Pool, hour: number, samples: readonly Sample[]): Promise<void> {
  const keys = new Map([...(await targetKeysIn(pool).all())].map(([key, id]) => [id, key]));
  const byTarget = groupBy(samples, ({ targetId }) => targetId);
  const blocks = await Promise.all(
    [...byTarget].map(async ([id, own]): Promise<readonly [number, BlockBytes]> => [
      keys.get(id) ?? 0,
      await packHour(own),
    ]),
  );
  await inTransaction(pool, "read write", async (client) => {
    await saveBlocks(client, hour, blocks);
    await moveMinutes(client, (hour + 1) * MINUTES_PER_HOUR);
    await moveHours(client, hour + 1);
  });
}
