import { readdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { COMMANDS } from "#engine/commands";
import { actorOf, ADA, BEFORE, someFacts } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { anEventLog } from "#testing/an-event-log";
import { roomKeeper } from "#engine/room-keeper";
import { runCommand } from "#engine/run-command";
import { openApi } from "./openapi.ts";

const API = path.resolve(import.meta.dirname, "../../../app/api/v1");
/** As another program reads it. */
const DOCUMENT = JSON.parse(JSON.stringify(openApi(COMMANDS))) as Document;

type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
};

const operations = Object.entries(DOCUMENT.paths).flatMap(([address, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ address, method, operation })),
);

function refsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "$ref" in value && typeof value.$ref === "string" ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(refsIn)];
}

function at(pointer: string): unknown {
  return pointer
    .replace("#/", "")
    .split("/")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], DOCUMENT);
}

/** The schema as a parser that knows nothing of ours. */
function reader(schema: Schema | undefined): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: DOCUMENT.components["schemas"] });
  const whole = JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/")) as Parameters<
    typeof z.fromJSONSchema
  >[0];
  return z.fromJSONSchema(whole);
}

async function routesIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => path.basename(file) === "route.ts")
    .map((file) => `/api/v1/${path.dirname(file).replaceAll("[", "{").replaceAll("]", "}")}`)
    .sort();
}

describe("the description of the API", () => {
  test("is OpenAPI 3.1: every operation has a name of its own, a summary and an answer", () => {
    expect(DOCUMENT.openapi).toBe("3.1.0");
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { operation } of operations) {
      expect(operation.summary).not.toBe("");
      expect(Object.keys(operation.responses).some((status) => status.startsWith("2"))).toBe(true);
    }
  });

  test("refers to nothing that is not in it", () => {
    const refs = [...new Set(refsIn(DOCUMENT))];
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((ref) => at(ref) === undefined)).toEqual([]);
  });

  test("has every parameter that an address names, and no two of a name", () => {
    for (const { address, operation } of operations) {
      const named = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
      expect(inPath.map(({ name }) => name)).toEqual(named);
      const names = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test("has a page for every route that there is, and one per command", async () => {
    const described = Object.keys(DOCUMENT.paths);
    const verbs = Object.keys(COMMANDS).map((verb) => `/api/v1/commands/${verb}`);
    expect(described.filter((address) => address.startsWith("/api/v1/commands/"))).toEqual(verbs);
    const others = (await routesIn(API)).filter(
      (address) => address !== "/api/v1/commands/{verb}" && address !== "/api/v1/openapi.json",
    );
    expect(described.filter((address) => !address.startsWith("/api/v1/commands/")).sort()).toEqual(others);
  });

  test("says how a query is to be written", () => {
    const operation = DOCUMENT.paths["/api/v1/log"]?.["get"];
    expect(operation?.parameters).toMatchObject([
      { name: "after", in: "query", required: false },
      { name: "limit", in: "query", required: false, schema: { maximum: 500 } },
      { name: "rollout", in: "query", required: false },
    ]);
  });

  test("has one code for every refusal", () => {
    const { properties } = DOCUMENT.components["schemas"]?.["Problem"] as { properties: { code: { enum: string[] } } };
    expect(properties.code.enum).toContain("conflict");
    expect(Object.keys(DOCUMENT.components["responses"] ?? {}).sort()).toEqual(
      [400, 401, 403, 404, 409, 413, 422, 429, 500, 503].map((status) => `Problem${status}`),
    );
  });
});

describe("a command", () => {
  const cast = DOCUMENT.paths["/api/v1/commands/test-channel"]?.["post"];
  const input = reader(cast?.requestBody?.content["application/json"]?.schema);

  test("takes an Idempotency-Key, and what its schema says", () => {
    expect(cast?.parameters.map(({ name }) => name)).toEqual(["Idempotency-Key"]);
    expect(input.safeParse({ channel: "Phone", ok: true }).error).toBeUndefined();
    expect(input.safeParse({ channel: "Phone" }).success).toBe(false);
    expect(input.safeParse({ channel: "Phone", ok: true, colour: "red" }).success).toBe(false);
  });

  test("is answered as it is described", async () => {
    const log = anEventLog();
    const keeper = roomKeeper({
      rollout: "r1",
      log,
      publisher: { tell: () => undefined },
      now: () => BEFORE,
      onEvent: () => undefined,
    });
    const plan = aRoomPlan({
      preflight: [{ id: "c", kind: "automatic", label: "Tested: Phone", owner: "on-call", check: "channels_tested" }],
    });
    const outcome = await runCommand(
      {
        rollout: "r1",
        keeper,
        log,
        about: () => Promise.resolve({ plan, facts: someFacts() }),
        t0: () => BEFORE,
        look: () => Promise.resolve(),
      },
      {
        verb: "test-channel",
        input: { channel: "Phone", ok: true },
        digest: "d",
        key: null,
        actor: actorOf(ADA),
        confirmed: true,
      },
    );
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    const answer = reader(cast?.responses["200"]?.content?.["application/json"]?.schema);
    const sent = JSON.parse(JSON.stringify(outcome.value)) as { events: unknown[] };
    expect(sent.events).toHaveLength(1);
    expect(answer.safeParse(sent).error).toBeUndefined();
    expect(answer.safeParse({ ...sent, events: [{ seq: 1 }] }).success).toBe(false);
  });
});

test("behind a proxy it says where it is, and how the cookies are called there", () => {
  const made = openApi(COMMANDS, { url: "https://example.com/hp", cookiePrefix: "__Secure-" });
  expect(made["servers"]).toEqual([{ url: "https://example.com/hp" }]);
  expect(JSON.stringify(made["components"])).toContain('"name":"__Secure-holdpoint.session_token"');
});
