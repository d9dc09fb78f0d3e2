import type { EpochMs } from "../time.ts";
import { riskOfRun } from "./risk.ts";

/** Events (errors, slow answers) among `n` counted ones of one closed stretch of time that began at `from`. */
export type Block = { readonly from: EpochMs; readonly n: number; readonly events: number };

export type TestPlan = {
  /** When the first block begins. */
  readonly from: EpochMs;
  /** The share of events that is not worse than the baseline: its upper bound plus the margin, between 0 and 1. */
  readonly nullRate: number;
  /** As many blocks as the window has: 2,160 minutes of 36 h. More may come; a change after them is found late. */
  readonly horizon: number;
  /** Chance of a false alarm over all runs together, as a fraction. */
  readonly risk: number;
};

/** What one stake has won. */
export type Bet = {
  /** ln of its wealth over all starts so far. */
  readonly logWealth: number;
  /** Sum of ln(1 + stake * events) since the run began. */
  readonly logGain: number;
  /** ln of the wealth of the start that won most (Page's CUSUM), when that was, and what was counted since. */
  readonly logBest: number;
  readonly since: EpochMs;
  readonly n: number;
  readonly events: number;
};

/** A test under way: plain numbers, a fold of `updateTest` over the blocks, so that stored minutes give it back. */
export type TestState = TestPlan & {
  /** How often it was begun anew after an alarm. */
  readonly run: number;
  readonly blocks: number;
  readonly n: number;
  readonly events: number;
  /** One for each of `STAKES`. */
  readonly bets: readonly Bet[];
  /** The largest ln e-value of this run. */
  readonly peak: number;
};

/** From shifts drowned in the noise of ten thousand events a minute to a tenfold rise of one a day. */
export const STAKES = [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2].map((power) => 4 ** power);
/** A rollout that breaks something most likely breaks it at once: half of the wealth is staked from the first block on. */
const AT_ONCE = 0.5;

/** A test that has seen nothing. A null rate outside (0, 1), a horizon below one block or a risk outside (0, 1) throws. */
export function startTest(plan: TestPlan): TestState {
  const { from, nullRate, horizon, risk } = plan;
  if (!(nullRate > 0 && nullRate < 1))
    throw new RangeError(`a rate to test against lies between 0 and 1, not ${nullRate}`);
  if (!(horizon >= 1)) throw new RangeError(`a test over ${horizon} blocks`);
  if (!(risk > 0 && risk < 1)) throw new RangeError(`a test at a risk of ${risk}`);
  return { ...plan, run: 0, ...unseen(from) };
}

/** The test begun anew at `from`, after its alarm was acknowledged, with half of the risk that it had. */
export function restartTest(state: TestState, from: EpochMs): TestState {
  return { ...state, from, run: state.run + 1, ...unseen(from) };
}

function unseen(from: EpochMs): Pick<TestState, "blocks" | "n" | "events" | "bets" | "peak"> {
  const logAtOnce = Math.log(AT_ONCE / STAKES.length);
  const bet = { logWealth: logAtOnce, logBest: logAtOnce, logGain: 0, since: from, n: 0, events: 0 };
  return { blocks: 0, n: 0, events: 0, bets: STAKES.map(() => bet), peak: 0 };
}

/**
 * The test after one more closed block. In each block every stake d multiplies its wealth by
 *
 *     (1 + d * events) / (1 + d * n * nullRate)
 *
 * whose mean is at most 1 while at most n * nullRate events are expected of the block, given its n and all before: betting on
 * a bounded mean (Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", JRSS B 2024; for blocks of
 * one request it is Wald's sequential ratio for a rate). Wealth is spread over stakes and over the blocks at which betting
 * may begin (half at once, the rest evenly: Shiryaev's mixture over times of change), so the sum is a supermartingale that
 * starts at 1, and by Ville's inequality ever passes 1 / risk with a chance of at most the risk, at however many looks.
 *
 * Nothing is assumed of how events are spread inside a block: they may come in bursts. Between blocks the mean must not
 * depend on what was before: a rate that wanders for longer than a block is a change, and the margin is what allows it.
 * Therefore minutes, not ticks; a look between two blocks sees what the last one saw. A block without requests says nothing.
 * More events than requests throw.
 */
export function updateTest(state: TestState, block: Block): TestState {
  const { n, events } = block;
  if (!(events >= 0 && events <= n)) throw new RangeError(`${events} events of ${n}`);
  if (n === 0) return state;
  const blocks = state.blocks + 1;
  const waiting = waitingAfter(blocks, state.horizon);
  const logFresh = Math.log((waitingAfter(state.blocks, state.horizon) - waiting) / STAKES.length);
  const expected = n * state.nullRate;
  const bets = state.bets.map((bet, i) => {
    const stake = STAKES[i] as number;
    const logGain = Math.log1p(stake * events);
    return nextBet(bet, block, { logFresh, logGain, logPrice: Math.log1p(stake * expected) });
  });
  const peak = Math.max(state.peak, logE(bets, waiting));
  return { ...state, blocks, n: state.n + n, events: state.events + events, bets, peak };
}

type Turn = { readonly logFresh: number; readonly logGain: number; readonly logPrice: number };

function nextBet(bet: Bet, { from, n, events }: Block, { logFresh, logGain, logPrice }: Turn): Bet {
  const anew = logFresh > bet.logBest;
  return {
    logWealth: addLogs(bet.logWealth, logFresh) + logGain - logPrice,
    logBest: Math.max(bet.logBest, logFresh) + logGain - logPrice,
    logGain: bet.logGain + logGain,
    since: anew ? from : bet.since,
    n: anew ? n : bet.n + n,
    events: anew ? events : bet.events + events,
  };
}

/** The wealth not staked yet after so many blocks. */
function waitingAfter(blocks: number, horizon: number): number {
  return (1 - AT_ONCE) * Math.max(0, 1 - blocks / horizon);
}

/** ln of the e-value: all wealth, what is waiting included. */
function logE(bets: readonly Bet[], waiting: number): number {
  let most = Math.log(waiting);
  for (const { logWealth } of bets) if (logWealth > most) most = logWealth;
  let sum = Math.exp(Math.log(waiting) - most);
  for (const { logWealth } of bets) sum += Math.exp(logWealth - most);
  return most + Math.log(sum);
}

/** Where one of two amounts is smaller than the other's last digit, by ln. */
const NOTHING_BESIDE = 37;

/** ln(e^a + e^b), either of which may be ln 0. */
function addLogs(a: number, b: number): number {
  const apart = a - b;
  if (!(apart < NOTHING_BESIDE)) return a;
  if (!(apart > -NOTHING_BESIDE)) return b;
  return apart < 0 ? b + Math.log1p(Math.exp(apart)) : a + Math.log1p(Math.exp(-apart));
}

export type TestReading = {
  /** An alarm stays until the test is begun anew. */
  readonly verdict: "quiet" | "alarm";
  /** How many times one unit staked against the null has multiplied; at most Number.MAX_VALUE. */
  readonly eValue: number;
  /** The smallest 1 / e-value of this run, at most 1: a p-value valid at every look. */
  readonly p: number;
  /** Share of events over the whole run; null before anything is counted. */
  readonly rate: number | null;
  /** The run's mean rate is above this, at every look together with 1 - the run's risk. */
  readonly lowerBound: number;
  /** The stretch that speaks most against the null: from its first block on. */
  readonly recent: { readonly since: EpochMs; readonly n: number; readonly events: number };
};

/** What the test says now. */
export function readTest(state: TestState): TestReading {
  const [first, ...others] = state.bets as readonly [Bet, ...Bet[]];
  const { since, n, events } = others.reduce((best, bet) => (bet.logBest > best.logBest ? bet : best), first);
  return {
    verdict: state.peak >= -Math.log(riskOfRun(state.risk, state.run)) ? "alarm" : "quiet",
    eValue: Math.min(Number.MAX_VALUE, Math.exp(logE(state.bets, waitingAfter(state.blocks, state.horizon)))),
    p: Math.min(1, Math.exp(-state.peak)),
    rate: state.n === 0 ? null : state.events / state.n,
    lowerBound: lowerBoundOf(state),
    recent: { since, n, events },
  };
}

const BISECTIONS = 60;

/**
 * Rates that the same bets, all staked at once, have refuted at the run's risk. For the mean over all blocks sum of
 * ln(1 + d n p) is at most blocks * ln(1 + d * N * mean / blocks), for the logarithm is concave.
 */
function lowerBoundOf({ bets, blocks, n, risk, run }: TestState): number {
  if (n === 0) return 0;
  const needed = -Math.log(riskOfRun(risk, run));
  const refuted = (rate: number): boolean => {
    const perBlock = (n * rate) / blocks;
    const won = bets.map(({ logGain }, i) => logGain - blocks * Math.log1p((STAKES[i] as number) * perBlock));
    return won.reduce(addLogs, -Infinity) - Math.log(STAKES.length) >= needed;
  };
  let [low, high] = [0, 1];
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (refuted(middle)) low = middle;
    else high = middle;
  }
  return low;
}
