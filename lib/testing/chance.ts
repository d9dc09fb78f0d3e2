/** mulberry32: numbers in [0, 1), small, seeded, good enough to draw samples from. */
export type Chance = () => number;

export function chance(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function drawNormal(next: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

export function drawExponential(next: Chance): number {
  return -Math.log(1 - next());
}

/** How many of `n` independent events of probability `p` in (0, 1) happen; the gaps between them are geometric. */
export function drawBinomial(next: Chance, n: number, p: number): number {
  const gap = (): number => 1 + Math.floor(Math.log(1 - next()) / Math.log1p(-p));
  let events = 0;
  for (let i = gap(); i <= n; i += gap()) events++;
  return events;
}

export function drawPoisson(next: Chance, mean: number): number {
  let events = 0;
  for (let at = drawExponential(next); at < mean; at += drawExponential(next)) events++;
  return events;
}
