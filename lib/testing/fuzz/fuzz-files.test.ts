import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { configJsonSchema, planJsonSchema } from "#edges/plan-file/json-schema";
import { SHIPPED_PLAN } from "#edges/plan-file/load-config";
import { testSeed } from "../test-seed.ts";
import { filesOf } from "./fuzz-files.ts";

/** Every name of a field in a schema of ours. */
function fieldsIn(schema: unknown, into = new Set<string>()): ReadonlySet<string> {
  if (typeof schema !== "object" || schema === null) return into;
  for (const [key, part] of Object.entries(schema as Readonly<Record<string, unknown>>)) {
    if (key === "properties" && typeof part === "object" && part !== null)
      for (const name of Object.keys(part)) into.add(name);
    fieldsIn(part, into);
  }
  return into;
}

function keysIn(value: unknown, into: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    into.add(key);
    keysIn(part, into);
  }
}

test.each([
  ["plan", planJsonSchema()],
  ["config", configJsonSchema()],
])("the fuzz tries every field of a %s", async (kind, schema) => {
  const tried = new Set<string>();
  if (kind === "plan") keysIn(parse(await readFile(SHIPPED_PLAN, "utf8")), tried);
  for (const file of fc.sample(filesOf(schema), { seed: testSeed(), numRuns: 200 })) keysIn(file, tried);
  expect([...fieldsIn(schema)].filter((field) => !tried.has(field))).toEqual([]);
});
