import type { Pool, PoolClient } from "pg";

/** Does `work` on one picture of the database, which nothing that is written meanwhile changes; `work` can only read. */
export async function onePicture<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    return await work(client);
  } finally {
    client.release(true);
  }
}
