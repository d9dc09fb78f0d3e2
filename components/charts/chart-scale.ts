/** Steps at which an axis may end. Coarse on purpose: an axis that moves with every sample hides what moved. */
const LADDER = [1, 1.5, 2, 3, 4, 5, 7.5, 10] as const;

/** Smallest ladder step (times a power of ten) that is at least `size`; 1 for nothing. */
export function ladder(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  for (const step of LADDER) if (step * power >= size * (1 - 1e-12)) return step * power;
  return 10 * power;
}

export type Domain = readonly [number, number];
type Known = readonly (number | null)[];

/**
 * Bounds of a value axis: from 0 up, or, for shares that live just below 1 (availability), from 1 down.
 * Limits are always inside, so that "how far from the limit" can be read off.
 */
export function domainFor(values: Known, limits: Known, hangsFromOne = false): Domain {
  const all = [...values, ...limits].filter((value): value is number => value !== null && Number.isFinite(value));
  if (hangsFromOne) {
    const deepest = Math.max(0.0001, ...all.map((value) => 1 - value));
    return [Math.max(0, 1 - ladder(deepest * 1.1)), 1];
  }
  const lowest = Math.min(0, ...all);
  const highest = Math.max(0, ...all);
  return [lowest < 0 ? -ladder(-lowest * 1.1) : 0, highest > 0 ? ladder(highest * 1.1) : 1];
}

/** Runs of unknown values, as [from, to) indexes: where the hatch goes. */
export function gapsIn(values: Known): readonly { readonly from: number; readonly to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  values.forEach((value, index) => {
    if (value !== null) return;
    const last = gaps.at(-1);
    if (last !== undefined && last.to === index) last.to = index + 1;
    else gaps.push({ from: index, to: index + 1 });
  });
  return gaps;
}

/** Whole-clock steps for a time axis over `spanMs`, about `wanted` of them. */
function timeStep(spanMs: number, wanted: number): number {
  const minute = 60_000;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 4_320, 7_200, 10_080].map(
    (minutes) => minutes * minute,
  );
  return steps.find((step) => spanMs / step <= wanted) ?? 20_160 * minute;
}

/** Instants in [from, to] on multiples of the step, in UTC. */
export function timeTicks(from: number, to: number, wanted: number): readonly number[] {
  const step = timeStep(to - from, wanted);
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}
