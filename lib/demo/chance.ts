/** Next number in [0, 1). */
export type Chance = () => number;

/** mulberry32: the same seed gives the same numbers on every machine. */
export function chanceFrom(seed: number): Chance {
  const state = { at: seed >>> 0 };
  return () => {
    state.at = (state.at + 0x6d2b79f5) >>> 0;
    const a = Math.imul(state.at ^ (state.at >>> 15), state.at | 1);
    const b = (a + Math.imul(a ^ (a >>> 7), a | 61)) ^ a;
    return ((b ^ (b >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A seed of its own for each named user of one seed, so that adding a draw in one place moves no other. */
export function seedFor(seed: number, name: string): number {
  let hash = 2_166_136_261 ^ (seed >>> 0);
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 16_777_619);
  return hash >>> 0;
}
