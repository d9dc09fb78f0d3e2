import type { Pool, PoolClient } from "pg";

/** `select ... for share`: writers side by side; `for update`: alone; read only: one moment's picture of all tables. */
export type TransactionKind = "read write" | "isolation level repeatable read read only";

/** Runs `work` in one transaction; whatever it throws undoes everything. A connection that broke is thrown away. */
export async function inTransaction<T>(
  pool: Pool,
  kind: TransactionKind,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin transaction ${kind}`);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => void (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}
