import { refuse, type Outcome } from "#core/outcome";
import type { EpochMs } from "#core/time";
import { change, rowsOf, type Sql } from "./sql.ts";

const WINDOW_MS = 60_000;
const FORGET_AFTER_MS = 60 * WINDOW_MS;

export type Attempts = {
  /** Counts one try on each key; `too_many` when one of them had more than its limit within a minute. */
  count(limits: Readonly<Record<string, number>>): Promise<Outcome<null>>;
  /** Forgets the tries on a key: it was the right password. */
  forget(key: string): Promise<void>;
};

/** Tries are counted in the database, so that all nodes count together and a restart forgets nothing. */
export function attemptsIn(sql: Sql, now: () => EpochMs): Attempts {
  return {
    count: async (limits) => {
      const at = now();
      for (const [key, most] of Object.entries(limits)) {
        if ((await countOne(sql, key, at)) > most)
          return refuse("too_many", "Too many tries. Wait a minute, then try again.");
      }
      return { ok: true, value: null };
    },
    forget: async (key) => {
      await change(sql, "delete from attempt where key = $1 or since < $2", [key, new Date(now() - FORGET_AFTER_MS)]);
    },
  };
}

async function countOne(sql: Sql, key: string, at: EpochMs): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    sql,
    `insert into attempt as a (key, count, since) values ($1, 1, $2)
     on conflict (key) do update set
       count = case when a.since < $3 then 1 else a.count + 1 end,
       since = case when a.since < $3 then excluded.since else a.since end
     returning count`,
    [key, new Date(at), new Date(at - WINDOW_MS)],
  );
  return row?.count ?? 1;
}
