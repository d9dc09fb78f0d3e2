type Row = Readonly<Record<string, unknown>>;
type Result = { readonly rows: readonly Row[]; readonly rowCount: number | null };
type Values = readonly unknown[];

/** As much of `pg.Pool` as accounts need. */
export type Sql = { query(text: string, values?: unknown[]): Promise<Result> };
export type Pool = Sql & { connect(): Promise<Sql & { release(broken?: boolean): void }> };

/** Rows of one statement. The columns are those that the statement names, which is what makes the cast true. */
export async function rowsOf<R>(sql: Sql, text: string, values: Values = []): Promise<readonly R[]> {
  return (await sql.query(text, [...values])).rows as readonly R[];
}

/** How many rows a statement changed. */
export async function change(sql: Sql, text: string, values: Values = []): Promise<number> {
  return (await sql.query(text, [...values])).rowCount ?? 0;
}

/** All of `work`, or nothing of it when `work` answers with a refusal or throws. */
export async function together<T extends { readonly ok: boolean }>(
  pool: Pool,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const done = await work(client);
    await client.query(done.ok ? "commit" : "rollback");
    client.release();
    return done;
  } catch (error) {
    // a connection in the middle of a transaction is not used again
    client.release(true);
    throw error;
  }
}
