import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** One of Prisma's migrations; `checksum` is the SHA-256 of its SQL, as `_prisma_migrations` keeps it. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** The migrations in `folder` (`<name>/migration.sql`), oldest first. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

/** A checkout on Windows may have other line ends: the checksum is that of the text as it was committed. */
async function readMigration(folder: string, name: string): Promise<Migration> {
  const text = await readFile(join(folder, name, "migration.sql"), "utf8");
  const sql = text.replaceAll("\r\n", "\n");
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}
