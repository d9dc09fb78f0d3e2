type Row = Readonly<Record<string, unknown>>;
type Result = { readonly rows: readonly Row[]; readonly rowCount: number | null };

/** As much of `pg.Pool` as notifications need. */
export type Sql = { query(text: string, values?: unknown[]): Promise<Result> };
export type Pool = Sql & { connect(): Promise<Sql & { release(broken?: boolean): void }> };

/** Rows of one statement. The columns are those that the statement names, which is what makes the cast true. */
export async function rowsOf<R>(sql: Sql, text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
  return (await sql.query(text, [...values])).rows as readonly R[];
}

/** All of `work`, or nothing of it when it throws. */
export async function together<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const done = await work(client);
    await client.query("commit");
    client.release();
    return done;
  } catch (error) {
    // a connection in the middle of a transaction is not used again
    client.release(true);
    throw error;
  }
}
