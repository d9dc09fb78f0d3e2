import { expect, test } from "vitest";
import { z } from "zod";
import { EARLIEST, LATEST } from "#core/bounds";
import { PLAIN_WORDS } from "#core/plain-issues";
import { COMMANDS } from "#engine/commands";
import { API_ROUTES, type ApiRoute } from "./api-routes.ts";

type Json = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];
type Bound = { readonly path: Path; readonly value: unknown; readonly sent: number; readonly bound: number };

/** Where words say more than the figure. */
const WORDS: ReadonlyMap<number, string> = new Map([
  [1e12, "10^12"],
  [-1e12, "-10^12"],
  [EARLIEST, "2000"],
  [LATEST, "2100"],
]);

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** One step outside of every bound of this number. */
function beyond(schema: Json): readonly Omit<Bound, "path" | "value">[] {
  const step = schema["type"] === "integer" ? 1 : 0.5;
  const bounds = [
    ["minimum", -step],
    ["maximum", step],
    ["exclusiveMinimum", 0],
    ["exclusiveMaximum", 0],
  ] as const;
  return bounds.flatMap(([name, by]) => {
    const bound = schema[name];
    // what Zod itself says of every whole number is no bound of ours
    if (typeof bound !== "number" || Math.abs(bound) === Number.MAX_SAFE_INTEGER) return [];
    return [{ sent: bound + by, bound }];
  });
}

/** What no schema leaves open, so that the form of a union is found again. */
function fixedOf(schema: Json): Json {
  const properties = isJson(schema["properties"]) ? schema["properties"] : {};
  const fixed = Object.entries(properties).flatMap(([key, each]) =>
    isJson(each) && "const" in each ? [[key, each["const"]] as const] : [],
  );
  return Object.fromEntries(fixed);
}

function boundsIn(schema: Json, defs: Json, deep = 0): readonly Bound[] {
  if (deep > 8) return [];
  const ref = typeof schema["$ref"] === "string" ? defs[schema["$ref"].replace("#/$defs/", "")] : undefined;
  const inside = (each: Json): readonly Bound[] => boundsIn(each, defs, deep + 1);
  const under = (step: string | number, found: readonly Bound[], wrap: (value: unknown) => unknown): readonly Bound[] =>
    found.map((each) => ({ ...each, path: [step, ...each.path], value: wrap(each.value) }));
  const properties = isJson(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  return [
    ...beyond(schema).map((each) => ({ ...each, path: [], value: each.sent })),
    ...(isJson(ref) ? inside(ref) : []),
    ...["anyOf", "oneOf", "allOf"].flatMap((key) => listOf(schema[key]).flatMap(inside)),
    ...(isJson(schema["items"]) ? under(0, inside(schema["items"]), (value) => [value]) : []),
    ...(isJson(schema["additionalProperties"])
      ? under("some_key", inside(schema["additionalProperties"]), (value) => ({ some_key: value }))
      : []),
    ...properties.flatMap(([key, each]) =>
      isJson(each) ? under(key, inside(each), (value) => ({ ...fixedOf(schema), [key]: value })) : [],
    ),
  ];
}

function everyBound(schema: z.ZodType): readonly Bound[] {
  const made: unknown = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return isJson(made) ? boundsIn(made, isJson(made["$defs"]) ? made["$defs"] : {}) : [];
}

/** What is said at or above the place. */
function saidAt(issues: readonly z.core.$ZodIssue[], path: Path): string {
  const there = issues.filter((issue) => issue.path.every((step, i) => step === path[i]));
  return there.map(({ message }) => message).join("; ");
}

/** As a query sends it. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  return isJson(value) ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, asText(v)])) : String(value);
}

const routes: readonly (readonly [string, ApiRoute])[] = Object.entries(API_ROUTES);
const TAKEN = [
  ...routes.flatMap(([row, { query }]) => (query ? [{ row: `${row}?`, schema: query, sent: asText }] : [])),
  ...routes.flatMap(([row, { body }]) => (body ? [{ row, schema: body, sent: (value: unknown) => value }] : [])),
  ...Object.entries(COMMANDS).map(([row, { input }]) => ({ row, schema: input, sent: (value: unknown) => value })),
];
const CASES = TAKEN.flatMap(({ row, schema, sent }) => {
  const bounds = everyBound(schema);
  return bounds.map(({ path, value, bound, sent: given }) => ({
    ...{ row, place: path.join("."), given, bound, path },
    refused: () => schema.safeParse(sent(value), PLAIN_WORDS).error?.issues ?? [],
  }));
});

test("numbers of queries, bodies and commands are among them", () => {
  const places = CASES.map(({ row, place }) => `${row} ${place}`);
  expect(places).toContain("GET /api/v1/series? buckets");
  expect(places).toContain("POST /api/v1/demo/clock rate");
  expect(places.length).toBeGreaterThan(60);
});

test.each(CASES)("$row $place: $given is refused with its bound $bound", ({ refused, path, bound }) => {
  expect(saidAt(refused(), path)).toContain(WORDS.get(bound) ?? String(bound));
});

test("a number of buckets beyond the most is told both bounds", () => {
  const { query }: ApiRoute = API_ROUTES["GET /api/v1/series"];
  const asked = { metric: "errors", from: "2026-11-27T11:24Z", to: "2026-11-27T12:24Z" };
  for (const buckets of ["2001", "0", "1.5", "many", ""])
    expect(query?.safeParse({ ...asked, buckets }, PLAIN_WORDS).error?.issues.map(({ message }) => message)).toEqual([
      "must be a whole number between 1 and 2000",
    ]);
});
