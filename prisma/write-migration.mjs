// npm run migration -- <name>: writes the SQL from the migrations to the schema, to be read and completed by a person.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runPrisma } from "./run-prisma.mjs";

const name = process.argv[2] ?? "";

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (!/^[a-z][a-z0-9_]*$/.test(name)) stop("Name the migration in lower case: npm run migration -- add_votes");
const run = runPrisma(
  ["migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema.prisma"].concat(
    "--script",
  ),
);
if (run === null) stop("Prisma is not installed: run `npm ci`.");
const sql = run.output.trim();
// An engine that breaks may still end well, having said nothing.
if (!run.ok || sql === "") stop(`${run.output}${run.errors}`);
if (sql === "-- This is an empty migration.") stop("The migrations agree with the schema: nothing to write.");
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = fileURLToPath(new URL(`migrations/${stamp}_${name}/`, import.meta.url));
mkdirSync(folder);
writeFileSync(`${folder}migration.sql`, `${sql}\n`);
process.stdout.write(`Wrote ${folder}migration.sql: read it before you commit it.\n`);
