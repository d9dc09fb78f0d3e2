/** Least recently used goes first; an entry past its time is absent. Time is a parameter. */
export type LruWithTtl = {
  get(key: string, now: number): string | null;
  /** `ttlMs` null: until evicted. */
  set(key: string, value: string, life: { readonly now: number; readonly ttlMs: number | null }): void;
  delete(key: string): boolean;
  /** Milliseconds left; -1 without an end, -2 when absent, as Redis' PTTL says. */
  pttl(key: string, now: number): number;
  clear(): void;
  readonly size: number;
  readonly evicted: number;
};

type Entry = { readonly value: string; readonly until: number | null };

export function makeLruWithTtl(most: number): LruWithTtl {
  const entries = new Map<string, Entry>();
  const count = { evicted: 0 };
  const live = (key: string, now: number): Entry | null => {
    const entry = entries.get(key);
    if (!entry) return null;
    if (entry.until !== null && entry.until <= now) {
      entries.delete(key);
      return null;
    }
    return entry;
  };
  return {
    get(key, now) {
      const entry = live(key, now);
      if (!entry) return null;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, { now, ttlMs }) {
      entries.delete(key);
      entries.set(key, { value, until: ttlMs === null ? null : now + ttlMs });
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break;
        entries.delete(oldest);
        count.evicted += 1;
      }
    },
    delete: (key) => entries.delete(key),
    pttl(key, now) {
      const entry = live(key, now);
      if (!entry) return -2;
      return entry.until === null ? -1 : entry.until - now;
    },
    clear: () => entries.clear(),
    get size() {
      return entries.size;
    },
    get evicted() {
      return count.evicted;
    },
  };
}
