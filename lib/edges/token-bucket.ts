/** How much may be done at once, and how much comes back every second. */
export type Allowance = { readonly burst: number; readonly perSecond: number };
const SWEEP_EVERY_MS = 1_000;

type Filled = { tokens: number; at: number };

export type TokenBucket = { take(cost?: number): boolean };
export type TokenBuckets = {
  take(key: string, cost?: number): boolean;
  /** Something is left for this key; takes nothing. */
  hasLeft(key: string): boolean;
};

/** One bucket; `now` in ms, of a clock that never steps. */
export function tokenBucket(allowance: Allowance, now: () => number = () => performance.now()): TokenBucket {
  const filled = full(allowance, now());
  return { take: (cost = 1) => takeFrom(filled, allowance, { cost, at: now() }) };
}

/**
 * A bucket per key, as many as `mostKeys`. Past that those go that have filled up again, which forgets nothing; while there are
 * none, all further keys share one bucket. So nobody empties others' buckets, nor fills their own, by asking under many keys.
 */
export function tokenBuckets(
  allowance: Allowance,
  mostKeys: number,
  now: () => number = () => performance.now(),
): TokenBuckets {
  const buckets = new Map<string, Filled>();
  const shared = full(allowance, now());
  const swept = { at: Number.NEGATIVE_INFINITY };
  const sweep = (at: number): void => {
    // looking through all of them for every new key would itself be a way to slow the program
    if (at - swept.at < SWEEP_EVERY_MS) return;
    swept.at = at;
    for (const [key, bucket] of buckets)
      if (bucket.tokens + ((at - bucket.at) / 1_000) * allowance.perSecond >= allowance.burst) buckets.delete(key);
  };
  const bucketOf = (key: string): Filled => {
    const known = buckets.get(key);
    if (known) return known;
    const at = now();
    if (buckets.size >= mostKeys) sweep(at);
    if (buckets.size >= mostKeys) return shared;
    const bucket = full(allowance, at);
    buckets.set(key, bucket);
    return bucket;
  };
  return {
    take: (key, cost = 1) => takeFrom(bucketOf(key), allowance, { cost, at: now() }),
    hasLeft: (key) => takeFrom({ ...bucketOf(key) }, allowance, { cost: 1, at: now() }),
  };
}

function full({ burst }: Allowance, at: number): Filled {
  return { tokens: burst, at };
}

function takeFrom(
  bucket: Filled,
  { burst, perSecond }: Allowance,
  { cost, at }: { readonly cost: number; readonly at: number },
): boolean {
  bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1_000) * perSecond);
  bucket.at = at;
  if (bucket.tokens < cost) return false;
  bucket.tokens -= cost;
  return true;
}
