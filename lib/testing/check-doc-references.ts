import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { z } from "zod";
import { environmentSchema } from "#edges/env";
import { brokenReferences, missingVariables, type Document } from "./doc-references.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const SOURCE = /[.](ts|tsx|mjs|js|json|yaml|prisma)$|^run$/;
const READ_VARIABLE = /\b(?:[A-Z][A-Z0-9]*_[A-Z0-9_]+|PORT|HOST|CI)\b/g;

async function filesIn(top: string, recursive: boolean): Promise<readonly string[]> {
  const entries = await readdir(path.join(root, top), { recursive, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

async function sourceFiles(): Promise<readonly string[]> {
  const folders = ["app", "components", "lib", "prisma", "e2e", "bench", ".ci"];
  const found = await Promise.all([filesIn("", false), ...folders.map(async (folder) => filesIn(folder, true))]);
  return found.flat();
}

async function variablesRead(): Promise<ReadonlySet<string>> {
  const names = new Set<string>(Object.keys(environmentSchema.shape));
  for (const file of await sourceFiles()) {
    const text = await readFile(file, "utf8");
    for (const found of text.matchAll(READ_VARIABLE)) names.add(found[0]);
  }
  return names;
}

async function readDocument(file: string): Promise<Document> {
  return { file, text: await readFile(path.join(root, file), "utf8") };
}

const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });
const manifest = packageSchema.parse(JSON.parse(await readFile(path.join(root, "package.json"), "utf8")));
const citable = { root, scripts: Object.keys(manifest.scripts), variables: await variablesRead() };
const readme = await readDocument("README.md");
const documents = [readme, await readDocument("lib/README.md")];
const problems = [
  ...documents.flatMap((document) => brokenReferences(document, citable)),
  ...missingVariables(readme, Object.keys(environmentSchema.shape)),
];
for (const problem of problems) process.stdout.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
