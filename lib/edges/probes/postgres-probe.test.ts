import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEmbedded, type Embedded } from "#edges/store/embedded/supervisor";
import { presentPgbouncer } from "#testing/find-pgbouncer";
import { startPgbouncer } from "#testing/a-pgbouncer";
import { createProber } from "./prober.ts";
import { openGate, probeContract, type Gate } from "./probe.contract.ts";
import type { ProbeResult } from "./probe.ts";

const pgbouncer = await presentPgbouncer();

describe("postgres probe", () => {
  let dataDir: string;
  let database: Embedded;
  let gate: Gate;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "probe-pg-"));
    await chmod(dataDir, 0o755);
    const started = await startEmbedded({ dataDir, say: () => {} });
    if (!started.ok) throw new Error(started.refusal.message);
    database = started.value;
    gate = await openGate(peer());
  });
  afterAll(async () => {
    await gate.shut();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  function peer(): { path: string } {
    return { path: `${database.address.host}/.s.PGSQL.${database.address.port}` };
  }

  function urlFor(port: number, password = database.address.password, name = database.address.database): string {
    return `postgres://${database.address.user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
  }

  async function checkOnce(query: string, url = urlFor(gate.port), timeoutMs = 1_000): Promise<ProbeResult> {
    const probe = createProber().open({ kind: "postgres", id: "p", critical: false, url, query, timeoutMs });
    const result = await probe.check();
    await probe.close();
    return result;
  }

  probeContract(
    async () => ({
      peer: peer(),
      config: (gatePort, timeoutMs) => ({
        kind: "postgres",
        id: "p",
        critical: false,
        url: urlFor(gatePort),
        query: "select 1",
        timeoutMs,
      }),
      secret: database.address.password,
    }),
    { asks: true },
  );

  test.each([
    ["select * from no_such_table", "table does not exist"],
    ["selec 1", "query is not valid SQL"],
    ["select 1/0", "failed (22012)"],
    ["select generate_series(1, 5000)", "answer has more than 1,000 rows"],
  ])("the query %s is down: %s", async (query, reason) => {
    expect(await checkOnce(query)).toMatchObject({ up: false, latencyMs: null, reason });
  });

  test("columns of the first row come as figures, where the configuration names them", async () => {
    const query =
      "select 5.8 as revenue_impact, -3 as churn_change, 'no' as word, 7 as other union all select 1, 1, 'x', 1";
    const gauges = ["revenue_impact", "churn_change", "word", "missing"];
    const probe = createProber().open({
      ...{ kind: "postgres", id: "p", critical: false, url: urlFor(gate.port), query, gauges, timeoutMs: 1_000 },
    });
    expect(await probe.check()).toMatchObject({ up: true, gauges: { revenue_impact: 5.8, churn_change: -3 } });
    await probe.close();
    expect(await checkOnce(query)).not.toHaveProperty("gauges");
  });

  test("a wrong password or database is down with words for it", async () => {
    expect(await checkOnce("select 1", urlFor(gate.port, "wrong"))).toMatchObject({
      up: false,
      reason: "password refused",
    });
    const nowhere = urlFor(gate.port, database.address.password, "nowhere");
    expect(await checkOnce("select 1", nowhere)).toMatchObject({ up: false, reason: "database does not exist" });
  });

  test("a query that runs on is down at the timeout, and stopped on the server", async () => {
    const result = await checkOnce("select pg_sleep(30)", urlFor(gate.port), 300);
    expect(["timed out after 300 ms", "query cancelled"]).toContain(result.reason);
    await expect
      .poll(
        async () =>
          (
            await checkOnce(
              "select 1/(1 - count(*)) from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()",
            )
          ).up,
      )
      .toBe(true);
  });

  describe.skipIf(pgbouncer === undefined)(
    pgbouncer === undefined ? "through PgBouncer (none on this machine: install it)" : "through PgBouncer",
    () => {
      test.each(["session", "transaction", "statement"] as const)(
        "a database behind its defaults is up, pooling by %s (pgbouncer)",
        async (mode) => {
          const pooler = await startPgbouncer(pgbouncer ?? "", database.address, { mode });
          try {
            const url = pooler.url(database.address.database);
            expect(await checkOnce("select 1", url)).toMatchObject({ up: true });
            const refused = await checkOnce("select 1", `${url}?statement_timeout=100`);
            expect(refused.reason).toContain("does not take how it was asked (08P01)");
            expect((await checkOnce("select pg_sleep(31)", url, 300)).up).toBe(false);
            const left =
              "select 1/(1 - count(*)) from pg_stat_activity where state = 'active' and query like '%pg_sleep(31)%' and pid <> pg_backend_pid()";
            await expect.poll(async () => (await checkOnce(left)).up, { timeout: 10_000 }).toBe(true);
          } finally {
            await pooler.close();
          }
        },
      );
    },
  );
});
