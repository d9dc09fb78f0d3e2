import { expect, test } from "vitest";
import { z } from "zod";
import { parse } from "yaml";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { configJsonSchema, planJsonSchema, type FileSchema } from "./json-schema.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The published schema as another program reads it: through JSON, knowing nothing of ours. */
function reader(schema: FileSchema): z.ZodType {
  return z.fromJSONSchema(JSON.parse(JSON.stringify(schema)) as Parameters<typeof z.fromJSONSchema>[0]);
}

async function yaml(file: string): Promise<Record<string, unknown>> {
  return parse(await readFile(resolve(ROOT, file), "utf8")) as Record<string, unknown>;
}

test.each([
  ["plans/full-rollout-sprint-3.yaml", planJsonSchema()],
  ["holdpoint.example.yaml", configJsonSchema()],
])("%s is valid by the published schema, and not with an unknown field", async (file, schema) => {
  const document = await yaml(file);
  expect(reader(schema).safeParse(document).error).toBeUndefined();
  expect(reader(schema).safeParse({ ...document, colour: "red" }).success).toBe(false);
});

test.each([
  [{ kind: "record" }, true],
  [{ kind: "webhook", url: "https://lb.example.com/", secret: `whsec_${"c2Vj".repeat(8)}` }, true],
  [{ kind: "haproxy", socket: "/s", backend: "app", servers: { rollout: ["a"], stable: ["b"] } }, true],
  [{ kind: "haproxy", socket: "/s", backend: "app", servers: { rollout: "a" } }, false],
  [{ kind: "haproxy", socket: "s", backend: "app", servers: {} }, false],
  [{ kind: "record", backend: "app" }, false],
])("traffic %j is valid by the published schema: %j", (traffic, valid) => {
  expect(reader(configJsonSchema()).safeParse({ traffic }).success).toBe(valid);
});

test("only what has no default is required", () => {
  expect(planJsonSchema()["required"]).toEqual(["id", "name", "version", "t0", "metrics", "headlines", "phases"]);
  expect(configJsonSchema()["required"]).toBeUndefined();
});

test("both name themselves by the address they are served at", () => {
  expect(planJsonSchema("https://example.com/hp")["$id"]).toBe("https://example.com/hp/schema/plan.json");
  expect([planJsonSchema()["$id"], configJsonSchema()["$id"]]).toEqual(["/schema/plan.json", "/schema/holdpoint.json"]);
});
