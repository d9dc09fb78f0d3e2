/** How much may be done at once, and how much comes back every second. */
export type Allowance = { readonly burst: number; readonly perSecond: number };
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

/** A bucket per key, as many as `mostKeys`: then the one that was asked for longest ago begins anew. */
export function tokenBuckets(
  allowance: Allowance,
  mostKeys: number,
  now: () => number = () => performance.now(),
): TokenBuckets {
  const buckets = new Map<string, Filled>();
  const bucketOf = (key: string): Filled => {
    const bucket = buckets.get(key) ?? full(allowance, now());
    // again at the end: the first of the map is the one asked for longest ago
    buckets.delete(key);
    buckets.set(key, bucket);
    const oldest = buckets.keys().next();
    if (buckets.size > mostKeys && !oldest.done) buckets.delete(oldest.value);
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
