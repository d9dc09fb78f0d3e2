import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A small source tree in a temporary folder, for checking the checks. */
export type PlantedTree = { readonly folder: string; readonly remove: () => Promise<void> };

/** Writes `files` (path from the root, to text) below a fresh temporary folder. */
export async function plantTree(files: Readonly<Record<string, string>>): Promise<PlantedTree> {
  const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-tree-"));
  for (const [file, text] of Object.entries(files)) {
    const place = path.join(folder, file);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, text);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
