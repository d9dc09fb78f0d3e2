import { SAME_SHARE } from "./split.ts";

/** Servers that share one group's traffic, and the percent of all traffic that they are to get together. */
export type WeightedGroup = { readonly group: string; readonly share: number; readonly servers: readonly string[] };

type Candidate = {
  readonly totals: readonly number[];
  /** The largest distance between a wanted share and the given one, in percentage points. */
  readonly error: number;
  /** How many groups cannot give all of their servers the same weight. */
  readonly uneven: number;
  readonly total: number;
};

/** Weights that read as percent are preferred among equally exact ones. */
const READABLE_TOTAL = 100;

/**
 * Whole weights, 0 to `most`, by server, whose shares come nearest to those wanted: no other weights have a smaller largest
 * error. Among equals, those that treat the servers of a group alike, then those that read as percent. Shares add up to 100,
 * and every group with a share has a server. A share too small for whole weights comes out as 0.
 */
export function weightsFor(groups: readonly WeightedGroup[], most: number): ReadonlyMap<string, number> {
  const last = most * groups.reduce((sum, { servers }) => sum + servers.length, 0);
  let best: Candidate | null = null;
  for (let total = 1; total <= last; total++) {
    const candidate = candidateOf(groups, total, most);
    if (candidate && (best === null || isBetter(candidate, best))) best = candidate;
  }
  if (best === null) throw new Error("no group with a share has a server");
  const { totals } = best;
  return new Map(groups.flatMap(({ servers }, i) => spread(totals[i] ?? 0, servers)));
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (Math.abs(a.error - b.error) > SAME_SHARE) return a.error < b.error;
  if (a.uneven !== b.uneven) return a.uneven < b.uneven;
  return Math.abs(a.total - READABLE_TOTAL) < Math.abs(b.total - READABLE_TOTAL);
}

/** The nearest division of `total` by largest remainders, which has the smallest error of all; null when it is over the top. */
function candidateOf(groups: readonly WeightedGroup[], total: number, most: number): Candidate | null {
  const wanted = groups.map(({ share }) => (share / 100) * total);
  const totals = wanted.map((weight) => Math.floor(weight + SAME_SHARE));
  const left = total - totals.reduce((sum, weight) => sum + weight, 0);
  const byRemainder = wanted
    .map((weight, i) => ({ i, remainder: weight - (totals[i] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { i } of byRemainder.slice(0, Math.max(0, left))) totals[i] = (totals[i] ?? 0) + 1;
  const fits = groups.every(({ servers }, i) => (totals[i] ?? 0) <= most * servers.length);
  if (!fits) return null;
  const errors = groups.map(({ share }, i) => Math.abs(((totals[i] ?? 0) / total) * 100 - share));
  const uneven = groups.filter(
    ({ servers }, i) => servers.length > 0 && (totals[i] ?? 0) % servers.length !== 0,
  ).length;
  return { totals, error: Math.max(...errors), uneven, total };
}

function spread(weight: number, servers: readonly string[]): readonly (readonly [string, number])[] {
  const each = Math.floor(weight / Math.max(1, servers.length));
  return servers.map((server, i) => [server, each + (i < weight - each * servers.length ? 1 : 0)]);
}
