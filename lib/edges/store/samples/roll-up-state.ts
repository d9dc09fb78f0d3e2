import type { Pool, PoolClient } from "pg";

/** Every minute below `minutesTo` is rolled up; hours from `hoursTo` on are not packed for any target yet. */
export type RollUpState = { readonly minutesTo: number; readonly hoursTo: number };

/** The one row that writers share and upkeep holds alone while it moves the marks. */
export async function makeState(pool: Pool): Promise<void> {
  await pool.query("insert into roll_up_state (id, minutes_to, hours_to) values (1, 0, 0) on conflict do nothing");
}

export async function readState(
  client: Pool | PoolClient,
  lock: "" | "for share" | "for update" = "",
): Promise<RollUpState> {
  const { rows } = await client.query<{ minutes_to: number; hours_to: number }>(
    `select minutes_to, hours_to from roll_up_state where id = 1 ${lock}`,
  );
  const row = rows[0];
  if (!row) throw new Error("the table roll_up_state has lost its row");
  return { minutesTo: row.minutes_to, hoursTo: row.hours_to };
}

export async function moveMinutes(client: PoolClient, to: number): Promise<void> {
  await client.query("update roll_up_state set minutes_to = greatest(minutes_to, $1)", [to]);
}

export async function moveHours(client: PoolClient, to: number): Promise<void> {
  await client.query("update roll_up_state set hours_to = greatest(hours_to, $1)", [to]);
}
