import type { CacheClient } from "./cache-client.ts";

const EVERY_MS = 100;

/** Empties the cache again and again while it rages. */
export function makeCacheStorm(cache: CacheClient): { set(raging: boolean): void } {
  const state = { timer: null as NodeJS.Timeout | null };
  return {
    set(raging) {
      if (raging) state.timer ??= setInterval(() => void cache.flush(), EVERY_MS).unref();
      else if (state.timer) clearInterval(state.timer);
      if (!raging) state.timer = null;
    },
  };
}
