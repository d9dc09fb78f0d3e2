import type pg from "pg";

/**
 * A connection that the server ends says so by an event, to the pool while it is idle and to nobody between two queries of a
 * transaction: unheard, it would be an error that nothing handled. The next query on it fails, and the pool makes another.
 */
export function hearConnections(pool: pg.Pool): void {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
}
