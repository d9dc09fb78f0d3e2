import { randomBytes } from "node:crypto";

/** How rows of a log are looked at, numbered from 1. */
export type RowsLook = {
  /** What tells that somebody wrote to the rows up to this number: the same text while nobody did. */
  mark(upTo: number): Promise<string>;
  /** What is not as it was written in the rows after `from` and up to `until`, in one sentence; null where all is. */
  fault(from: number, until: number): Promise<string | null>;
};

/**
 * Columns of a mark, in SQL, over rows of a table that have a `seq`; `seed` is its parameter for `MARK_SEED`. Every statement
 * that writes a row gives it a newer xmin than any before, and one that removes a row leaves one less. Whoever writes can
 * choose among xmins, so that a sum of them could stay the same, but not what a hash with an unknown seed makes of them. A
 * server that was started anew may have had its files changed.
 */
export function markOf(seed: string): string {
  const rows = `coalesce(sum(hashtextextended(seq || ' ' || xmin, ${seed}::bigint)), 0)`;
  return `pg_postmaster_start_time() || ' ' || count(*) || ' ' || ${rows}`;
}

/** Of this process, and nowhere else; a bigint. */
export const MARK_SEED = randomBytes(8).readBigInt64BE().toString();

/** Small, so that whoever else waits for the database waits for a few milliseconds. */
const ROWS_AT_ONCE = 250;
/** A program that starts with a long log has read most of it in some ticks. */
const NEW_ROWS_A_LOOK = 5_000;

/**
 * Looks at every row once, and at all of them again when somebody wrote to one of them. Of the rest some are looked at again
 * each time, round and round: whoever changes the files of a database that runs leaves no mark. One for a log: it remembers what it saw.
 */
export function checkedRows(): (look: RowsLook, end: number) => Promise<string | null> {
  const state = { to: 0, mark: null as string | null, next: 0 };
  return async (look, end) => {
    const { to, mark } = state;
    const until = Math.max(to, Math.min(end, to + NEW_ROWS_A_LOOK));
    // in this order, and before the rows: whatever is written to them meanwhile is in the mark that comes later
    const after = await look.mark(until);
    const before = until === to ? after : await look.mark(to);
    const from = before === mark ? to : 0;
    const again = state.next >= from ? 0 : state.next;
    const fault = (await faultIn(look, from, until)) ?? (await look.fault(again, Math.min(again + ROWS_AT_ONCE, from)));
    // a fault is looked for again until it is put right
    Object.assign(state, { to: until, mark: fault === null ? after : null, next: again + ROWS_AT_ONCE });
    return fault;
  };
}

async function faultIn(look: RowsLook, from: number, until: number): Promise<string | null> {
  for (let at = from; at < until; at += ROWS_AT_ONCE) {
    const fault = await look.fault(at, Math.min(at + ROWS_AT_ONCE, until));
    if (fault !== null) return fault;
  }
  return null;
}
