import { accept, refuseFor, type Outcome } from "#core/outcome";
import type { EpochMs } from "#core/time";
import { change, rowsOf, type Sql } from "./sql.ts";

const WINDOW_MS = 60_000;
const FORGET_AFTER_MS = 60 * WINDOW_MS;

export type Attempts = {
  /**
   * Counts one try on each key; `too_many` when one of them has had its limit within a minute, and then nothing is counted or
   * written: a refused try neither lengthens the wait nor uses up what another key allows.
   */
  count(limits: Readonly<Record<string, number>>): Promise<Outcome<null>>;
  /** Whether this is the first time on this key within `forMs`, at most an hour; of two who ask at once, it is one's. */
  once(key: string, forMs: number): Promise<boolean>;
  /** Takes one try on each key back: it was no guess. */
  forgive(keys: readonly string[]): Promise<void>;
  /** Forgets the tries on a key: it was the right password. */
  forget(key: string): Promise<void>;
};

/** Tries are counted in the database, so that all nodes count together and a restart forgets nothing. */
export function attemptsIn(sql: Sql, now: () => EpochMs): Attempts {
  const swept = { at: 0 };
  const sweep = async (at: EpochMs): Promise<void> => {
    if (at - swept.at < WINDOW_MS) return;
    swept.at = at;
    await change(sql, "delete from attempt where since < $1", [new Date(at - FORGET_AFTER_MS)]);
  };
  return {
    count: async (limits) => {
      const at = now();
      const used = await usedUp(sql, limits, at);
      if (used !== null) return tooMany(used);
      for (const [key, most] of Object.entries(limits))
        // others may have been counted since it was looked at
        if (!(await countOne(sql, { key, most, at }))) return tooMany((await usedUp(sql, { [key]: most }, at)) ?? 1);
      await sweep(at);
      return accept(null);
    },
    once: async (key, forMs) => await countOne(sql, { key, most: 1, at: now(), windowMs: forMs }),
    forgive: async (keys) => {
      await change(sql, "update attempt set count = count - 1 where key = any($1) and count > 0", [[...keys]]);
    },
    forget: async (key) => {
      await change(sql, "delete from attempt where key = $1", [key]);
    },
  };
}

/** In how many seconds the last of those keys that have had their limit may be tried again; null when all may be now. */
async function usedUp(sql: Sql, limits: Readonly<Record<string, number>>, at: EpochMs): Promise<number | null> {
  const rows = await rowsOf<{ key: string; count: number; since: Date }>(
    sql,
    "select key, count, since from attempt where key = any($1) and since >= $2",
    [Object.keys(limits), new Date(at - WINDOW_MS)],
  );
  const waits = rows
    .filter(({ key, count }) => count >= (limits[key] ?? Infinity))
    .map(({ since }) => Math.max(1, Math.ceil((since.getTime() + WINDOW_MS - at) / 1_000)));
  return waits.length === 0 ? null : Math.max(...waits);
}

type One = { readonly key: string; readonly most: number; readonly at: EpochMs; readonly windowMs?: number };

async function countOne(sql: Sql, { key, most, at, windowMs = WINDOW_MS }: One): Promise<boolean> {
  const counted = await change(
    sql,
    `insert into attempt as a (key, count, since) values ($1, 1, $2)
     on conflict (key) do update set
       count = case when a.since < $3 then 1 else a.count + 1 end,
       since = case when a.since < $3 then excluded.since else a.since end
     where a.since < $3 or a.count < $4`,
    [key, new Date(at), new Date(at - windowMs), most],
  );
  return counted === 1;
}

function tooMany(seconds: number): Outcome<never> {
  return refuseFor(
    seconds,
    `Too many tries. Wait ${seconds === 1 ? "a second" : `${seconds} seconds`}, then try again.`,
  );
}
