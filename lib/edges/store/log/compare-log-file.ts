import type { Pool } from "pg";
import { accept, type Outcome } from "#core/outcome";
import { whereOf } from "../database-address.ts";
import type { PostgresOptions } from "../open-postgres.ts";
import { withDatabase } from "../with-database.ts";
import { rowHashOf, type RolloutRow } from "./rollout-row.ts";
import type { SignedHead } from "./signed-head.ts";

/** What the database says of a download, which does not hold the rollout's row itself. */
export type Compared = {
  /** What was compared or why nothing was, in one or two sentences. */
  readonly said: string;
  readonly faults: readonly string[];
};

const HOW = "To check it too, run this where HOLDPOINT_DATA or DATABASE_URL leads to the database.";

/** Holds the signed end of a download against the database, where there is one that knows its rollout; changes nothing. */
export async function compareLogFile(options: PostgresOptions, head: SignedHead): Promise<Compared> {
  const failed = "The database cannot be read";
  const read = await withDatabase(options, { isReading: true, failed, run: (pool) => rowOf(pool, head) });
  if (!read.ok) return notChecked(read.refusal.message);
  const where = whereOf(options.databaseUrl, options.dataDir);
  if (read.value === null) return notChecked(`${where} does not hold this rollout.`);
  const faults = [...rowFault(read.value, head), ...eventFault(read.value, head)];
  if (faults.length > 0) return { said: `${where} says otherwise.`, faults };
  if (head.rowHash === null)
    return { said: `${where} holds the same event ${head.seq}. The file's head covers no row of the rollout.`, faults };
  return { said: `${where} holds the same row of the rollout and the same event ${head.seq}.`, faults };
}

function notChecked(why: string): Compared {
  const what =
    "Not checked: the rollout's plan, plan version, kind and T0, which the signed head covers and no line holds.";
  return { said: `${what} ${why} ${HOW}`, faults: [] };
}

type Found = RolloutRow & { readonly event_hash: string | null };

async function rowOf(pool: Pool, { rollout, seq }: SignedHead): Promise<Outcome<Found | null>> {
  const { rows } = await pool.query<Found>(
    `select plan, plan_version, kind, t0, (select hash from rollout_event where rollout_id = r.id and seq = $2) as event_hash
     from rollout r where id = $1`,
    [rollout, seq],
  );
  return accept(rows[0] ?? null);
}

function rowFault(row: Found, { rowHash }: SignedHead): readonly string[] {
  if (rowHash === null || rowHashOf(row) === rowHash) return [];
  return [
    "The rollout's row in the database is not the one that was signed: its plan, plan version, kind or T0 differs.",
  ];
}

function eventFault({ event_hash: there }: Found, { seq, hash }: SignedHead): readonly string[] {
  if (there === hash) return [];
  return [there === null ? `Event ${seq} is not in the database.` : `Event ${seq} in the database is another one.`];
}
