import type { EpochMs } from "#core/time";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Rows a minute, whoever causes them; and whom it keeps count of. */
const MOST_ROWS = 60;
const MOST_KEYS = 10_000;

type Tally = { count: number; since: EpochMs };

/**
 * Says for each failure whether it gets a row, and with what words: the 1st, 10th, 100th and so on of one peer within an hour
 * do. Above that, no more than 60 a minute do, whoever causes them; how many went without is in the next row.
 */
export function foldedFailures(now: () => EpochMs): (key: string) => string | null {
  const tallies = new Map<string, Tally>();
  const all = { rows: 0, unwritten: 0, since: 0 };
  return (key) => {
    const at = now();
    const known = tallies.get(key);
    const tally = known && at - known.since < HOUR_MS ? known : { count: 0, since: at };
    tally.count += 1;
    tallies.delete(key);
    tallies.set(key, tally);
    const oldest = tallies.keys().next();
    if (tallies.size > MOST_KEYS && !oldest.done) tallies.delete(oldest.value);
    if (!Number.isInteger(Math.log10(tally.count))) return null;
    if (at - all.since >= MINUTE_MS) Object.assign(all, { rows: 0, since: at });
    if (all.rows >= MOST_ROWS) {
      all.unwritten += 1;
      return null;
    }
    all.rows += 1;
    const left = all.unwritten;
    all.unwritten = 0;
    return [
      tally.count > 1 ? `The ${tally.count.toLocaleString("en")}th within an hour.` : "",
      left > 0 ? `${left.toLocaleString("en")} more from other addresses were not written.` : "",
    ]
      .filter(Boolean)
      .join(" ");
  };
}
