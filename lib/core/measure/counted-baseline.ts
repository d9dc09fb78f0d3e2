import { betaQuantile } from "./beta.ts";
import type { Block } from "./sequential.ts";

/** A share as it was counted before the rollout, block by block. */
export type CountedBaseline = {
  readonly blocks: number;
  readonly n: number;
  readonly events: number;
  /** How many times as much the blocks' counts vary as those of independent events would; at least 1. */
  readonly dispersion: number;
};

/** So many degrees of freedom are as good as knowing the variance. */
const MANY = 1e6;

/**
 * Blocks (minutes) of the baseline summed, with their dispersion by Pearson's statistic: the mean of
 * (events - n p)^2 / (n p (1 - p)) over blocks - 1 (McCullagh and Nelder, Generalized Linear Models, 4.5.2). Of one block,
 * or none with events, nothing is known of it: it is taken as 1.
 */
export function countedBaseline(counts: readonly Pick<Block, "n" | "events">[]): CountedBaseline {
  const full = counts.filter(({ n }) => n > 0);
  const n = full.reduce((sum, block) => sum + block.n, 0);
  const events = full.reduce((sum, block) => sum + block.events, 0);
  const p = events / n;
  const pearson = full.reduce((sum, block) => sum + (block.events - block.n * p) ** 2 / (block.n * p * (1 - p)), 0);
  const known = full.length > 1 && events > 0 && events < n;
  return { blocks: full.length, n, events, dispersion: known ? Math.max(1, pearson / (full.length - 1)) : 1 };
}

/**
 * The rate that the baseline's true rate exceeds with a chance of at most `risk`: Clopper and Pearson's upper bound of as many
 * independent requests as the dispersion leaves. The dispersion is itself estimated, and Student's quantile takes the normal
 * one's place: five minutes of baseline bound it far more loosely than an hour. Approximate for bursts: at three times the
 * variance a bound at 1 % is exceeded in 1.2 %. 1 where nothing was counted.
 */
export function upperRate({ blocks, n, events, dispersion }: CountedBaseline, risk: number): number {
  if (n === 0 || events >= n) return 1;
  const doubt = blocks > 1 ? squaredStudent(risk, blocks - 1) / squaredStudent(risk, MANY) : 1;
  const divisor = dispersion * doubt;
  return betaQuantile(1 - risk, events / divisor + 1, (n - events) / divisor);
}

/** The square of Student's t that is exceeded with a chance of `risk`: P(|t| > x) = I(df / (df + x^2); df / 2, 1 / 2). */
function squaredStudent(risk: number, df: number): number {
  const share = betaQuantile(2 * risk, df / 2, 0.5);
  return df * (1 / share - 1);
}
