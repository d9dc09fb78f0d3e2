import pg from "pg";
import type { ProbeConfig } from "#core/config/target-config";
import { codeOf, reasonOf } from "#edges/reason";
import { figureFrom } from "./figures.ts";
import { cancelOnServer, clientOptions } from "./postgres-connection.ts";
import type { Probe, ProbeOptions } from "./probe.ts";
import { down, up, withinTime } from "./within-time.ts";

/** An answer with more rows is cut off. */
const MOST_ROWS = 1_000;

type PostgresConfig = Extract<ProbeConfig, { kind: "postgres" }>;

const WORDS: Readonly<Record<string, string>> = {
  "08P01": "the server or the pooler before it does not take how it was asked (08P01)",
  "28P01": "password refused",
  "28000": "login refused",
  "3D000": "database does not exist",
  "42501": "permission denied",
  "42P01": "table does not exist",
  "42601": "query is not valid SQL",
  "53300": "too many connections",
  "57014": "query cancelled",
  "57P01": "server shutting down",
  "57P03": "server starting up",
  TOO_LARGE: `answer has more than ${MOST_ROWS.toLocaleString("en-GB")} rows`,
};

/**
 * Runs the query on a kept connection; latency is the query's alone, opening the connection counts towards the timeout.
 * The server is told to stop the query at the timeout. Where a kept connection turns out to be gone, the query is sent
 * once more over a new one: it should be one that may be repeated.
 */
export function postgresProbe(config: PostgresConfig, { guard, lifeMs }: ProbeOptions): Probe {
  const { query, timeoutMs, gauges } = config;
  const pool = new pg.Pool({
    ...clientOptions(config, guard),
    // the second is for the check after one whose query is still being stopped
    max: 2,
    idleTimeoutMillis: 0,
    maxLifetimeSeconds: lifeMs / 1_000,
  });
  // An idle connection that breaks is replaced at the next check, which then says what is wrong.
  pool.on("error", () => {});
  return {
    check: () =>
      withinTime(timeoutMs, (settle) => {
        const run = runQuery(pool, query, (client) => cancelOnServer(client, guard));
        run.answer.then(
          ({ latencyMs, first }) => settle(up(latencyMs, gauges && figuresOf(first, gauges))),
          (error: unknown) => settle(down(wordsFor(error))),
        );
        return run.cancel;
      }),
    close: () => pool.end(),
  };
}

type Row = Readonly<Record<string, unknown>>;
type Answer = { readonly latencyMs: number; readonly first: Row | null };

/** Columns that hold no figure are left out; all of them where there is no row. */
function figuresOf(first: Row | null, gauges: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    gauges.flatMap((gauge): readonly (readonly [string, number])[] => {
      const figure = figureFrom(first?.[gauge]);
      return figure === null ? [] : [[gauge, figure]];
    }),
  );
}

function runQuery(
  pool: pg.Pool,
  text: string,
  stopQuery: (client: pg.PoolClient) => Promise<void>,
): { readonly answer: Promise<Answer>; cancel(): void } {
  let cancelled = false;
  let drop: (() => void) | undefined;
  return {
    answer: measure(),
    cancel() {
      cancelled = true;
      drop?.();
    },
  };

  async function measure(): Promise<Answer> {
    const reused = pool.idleCount > 0;
    try {
      return await once();
    } catch (error) {
      if (!reused || cancelled || codeOf(error) === "TOO_LARGE" || isSqlError(error)) throw error;
      return once();
    }
  }

  async function once(): Promise<Answer> {
    const client = await pool.connect();
    let released = false;
    const release = (broken: boolean): void => {
      if (!released) client.release(broken);
      released = true;
    };
    drop = () => void stopQuery(client).then(() => release(true));
    if (cancelled) drop();
    client.on("error", ignore);
    try {
      const startedAt = performance.now();
      const first = await rowsRead(client, text);
      return { latencyMs: performance.now() - startedAt, first };
    } catch (error) {
      release(!isSqlError(error));
      throw error;
    } finally {
      client.off("error", ignore);
      release(false);
    }
  }
}

function wordsFor(error: unknown): string {
  const terminated = codeOf(error) === null && String(error).includes("Connection terminated");
  return terminated ? "connection closed before the answer" : reasonOf(error, WORDS);
}

function ignore(): void {}

/** A refused query leaves the connection whole; anything else does not. */
function isSqlError(error: unknown): boolean {
  return typeof error === "object" && error !== null && "severity" in error && error.severity === "ERROR";
}

/** Reads the rows, and keeps the first. */
function rowsRead(client: pg.PoolClient, text: string): Promise<Row | null> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let first: Row | null = null;
    const query = client.query(new pg.Query(text));
    query.on("row", (row: Row) => {
      first ??= row;
      if (++rows > MOST_ROWS) reject(Object.assign(new Error("too many rows"), { code: "TOO_LARGE" }));
    });
    query.on("error", reject);
    query.on("end", () => resolve(first));
  });
}
