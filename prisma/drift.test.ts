import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { migrate } from "#edges/store/migrate";
import { MIGRATIONS, openEmptyDatabase } from "#testing/a-database";
import { runPrisma } from "./run-prisma.mjs";

const SCHEMA = path.join(MIGRATIONS, "..", "schema.prisma");
const LIMIT_MS = 60_000;

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function scratch(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-drift-"));
  folders.push(folder);
  return folder;
}

/** An engine that breaks may print nothing and end well: the words count, not the exit code. */
function driftTo(schema: string): string {
  const run = runPrisma(["migrate", "diff", "--from-migrations", MIGRATIONS, "--to-schema", schema, "--exit-code"]);
  return run === null ? "Prisma is not installed" : run.output.trim();
}

describe("the migrations", () => {
  test("make exactly what the schema describes", { timeout: LIMIT_MS }, () => {
    expect(driftTo(SCHEMA)).toBe("No difference detected.");
  });

  test("are caught when the schema says more than they make", { timeout: LIMIT_MS }, async () => {
    const schema = path.join(await scratch(), "schema.prisma");
    const text = await readFile(SCHEMA, "utf8");
    await writeFile(schema, text.replace(/^( *)slug .*$/m, "$&\n$1planted String?"));
    expect(driftTo(schema)).toMatch(/Changed the `target` table[\s\S]*Added column `planted`/);
  });
});

describe("Prisma's own command line", () => {
  test(
    "finds our migrations missing in an empty database, and there once we applied them",
    { timeout: LIMIT_MS },
    async () => {
      const database = await openEmptyDatabase();
      const status = (): string => runPrisma(["migrate", "status"], { DATABASE_URL: database.url })?.output ?? "";
      expect(status()).toMatch(/not yet been applied:\s+20261124041500_first/);
      await migrate(database.pool, MIGRATIONS, () => undefined);
      expect(status()).toContain("Database schema is up to date!");
      await database.close();
    },
  );

  test("migrates a database that we then find up to date", { timeout: LIMIT_MS }, async () => {
    const database = await openEmptyDatabase();
    const run = runPrisma(["migrate", "deploy"], { DATABASE_URL: database.url });
    expect(run?.output).toContain("All migrations have been successfully applied.");
    expect(await migrate(database.pool, MIGRATIONS, () => undefined)).toEqual({ ok: true, value: 0 });
    await database.close();
  });
});
