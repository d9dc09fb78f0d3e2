import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommand, type CommandResult } from "#testing/run-command";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const LIMIT_MS = 60_000;

let folder: string;
const inside = (...parts: readonly string[]): string => path.join(folder, ...parts);
const run = (...command: readonly string[]): Promise<CommandResult> =>
  runCommand(["node", ...command], { limitMs: LIMIT_MS, folder });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "holdpoint-generate-"));
  const isOurs = (source: string): boolean => !/\/generated|[.]test[.]ts$/.test(source);
  await cp(path.join(ROOT, "prisma"), inside("prisma"), { recursive: true, filter: isOurs });
  await writeFile(inside("package.json"), '{ "type": "module" }');
});
afterEach(() => rm(folder, { recursive: true }));

async function addColumn(): Promise<void> {
  const text = await readFile(inside("prisma", "schema.prisma"), "utf8");
  await writeFile(inside("prisma", "schema.prisma"), text.replace(/^( *)slug .*$/m, "$&\n$1planted String?"));
}

const writtenAt = async (): Promise<number> => (await stat(inside("prisma", "generated", "client.ts"))).mtimeMs;

describe("the database client", () => {
  test("is made once, and again only for another schema", { timeout: LIMIT_MS }, async () => {
    await symlink(path.join(ROOT, "node_modules"), inside("node_modules"));
    expect(await run("prisma/generate.mjs")).toMatchObject({ ok: true, output: "" });
    const first = await writtenAt();
    await run("prisma/generate.mjs");
    expect(await writtenAt()).toBe(first);
    await addColumn();
    await run("prisma/generate.mjs");
    expect(await writtenAt()).toBeGreaterThan(first);
    expect(await readFile(inside("prisma", "generated", "models", "Target.ts"), "utf8")).toContain("planted");
  });

  test("of a schema that is wrong is an error, every time", { timeout: LIMIT_MS }, async () => {
    await symlink(path.join(ROOT, "node_modules"), inside("node_modules"));
    await writeFile(inside("prisma", "schema.prisma"), "model Broken {");
    for (const attempt of [1, 2]) {
      const { ok, output } = await run("prisma/generate.mjs");
      expect({ attempt, ok }).toEqual({ attempt, ok: false });
      expect(output).toContain("The database client could not be made:");
    }
  });

  test("cannot be made without Prisma, which one sentence says and no install fails for", async () => {
    await mkdir(inside("node_modules", "@prisma"), { recursive: true });
    await symlink(path.join(ROOT, "node_modules/@prisma/client"), inside("node_modules/@prisma/client"));
    expect(await run("prisma/generate.mjs")).toMatchObject({
      ok: true,
      output:
        "The database client is not made: that needs the development packages. Run `npm ci`, then `npm prune --omit=dev`.\n",
    });
  });
});

describe("npm run migration", () => {
  test(
    "writes the SQL from the migrations to the schema, and nothing where they agree",
    { timeout: LIMIT_MS },
    async () => {
      await symlink(path.join(ROOT, "node_modules"), inside("node_modules"));
      expect(await run("prisma/write-migration.mjs", "add_planted")).toMatchObject({
        ok: false,
        output: "The migrations agree with the schema: nothing to write.\n",
      });
      await addColumn();
      expect(await run("prisma/write-migration.mjs", "add_planted")).toMatchObject({ ok: true });
      const written = (await readdir(inside("prisma", "migrations"))).filter((name) => name.endsWith("_add_planted"));
      expect(written).toEqual([expect.stringMatching(/^\d{14}_add_planted$/)]);
      const sql = await readFile(inside("prisma", "migrations", written[0] ?? "", "migration.sql"), "utf8");
      expect(sql).toBe('-- AlterTable\nALTER TABLE "target" ADD COLUMN     "planted" TEXT;\n');
    },
  );

  test("asks for a name", async () => {
    expect(await run("prisma/write-migration.mjs", "Add votes")).toMatchObject({
      ok: false,
      output: "Name the migration in lower case: npm run migration -- add_votes\n",
    });
  });
});
