/** One measured figure; `goal` in words ("< 20"), null where there is none, and then `met` is null too. */
export type Figure = {
  readonly value: number;
  readonly unit: string;
  readonly goal: string | null;
  readonly met: boolean | null;
};
export type Figures = Readonly<Record<string, Figure>>;
export type Bench = { readonly name: string; run(): Promise<Figures> };

type Goal = { readonly most: number } | { readonly least: number } | { readonly below: number };

/** A figure with three decimals, held against its goal. */
export function figure(value: number, unit: string, goal?: Goal): Figure {
  const rounded = Math.round(value * 1_000) / 1_000;
  if (!goal) return { value: rounded, unit, goal: null, met: null };
  if ("most" in goal) return { value: rounded, unit, goal: `<= ${goal.most}`, met: value <= goal.most };
  if ("least" in goal) return { value: rounded, unit, goal: `>= ${goal.least}`, met: value >= goal.least };
  return { value: rounded, unit, goal: `< ${goal.below}`, met: value < goal.below };
}

/** The value that `share` of the list does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
