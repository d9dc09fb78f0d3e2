import fc from "fast-check";
import { z } from "zod";
import type { Sent } from "./api-client.ts";
import { hostileText, hostileValue, spoiled } from "./hostile.ts";
import { arbitraryOf, type Schema, type SchemaContext } from "./json-schema-arbitrary.ts";

const anySchema = z.record(z.string(), z.unknown());
const operationSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: anySchema })).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: anySchema })) }).optional(),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), anySchema) }),
});

/** One operation of the API document, and requests to try it with. */
export type Operation = {
  /** `POST /api/v1/commands/add-note` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Requests as its schemas have them: about half are right, the others wrong in one place. */
  readonly requests: fc.Arbitrary<Sent>;
};

/** What the running program knows: its ids, also by the property that may name them, and its time in epoch ms. */
export type KnownThings = Pick<SchemaContext, "ids" | "idsOf"> & { readonly now: number };
type Context = SchemaContext & KnownThings;

/** Every operation of an OpenAPI document of ours. */
export function operationsIn(document: unknown, things: KnownThings): readonly Operation[] {
  const { paths, components } = documentSchema.parse(document);
  const resolve = (ref: string): Schema => components.schemas[ref.split("/").at(-1) ?? ""] ?? {};
  const context: Context = { resolve, ...things };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const name = `${method.toUpperCase()} ${path}`;
      return { name, method: method.toUpperCase(), path, requests: requestsOf(name, operation, context) };
    }),
  );
}

/** What pages read of their address; anything else they leave alone. */
const PAGE_WORDS = [
  "at",
  "rollout",
  "view",
  "rotate",
  "tz",
  "theme",
  "scale",
  "since",
  "token",
  "invitation",
  "target",
  "after",
];

/** Every page, with ids and words in its address that hold, nearly hold, or are anything at all. */
export function pagesIn(rows: readonly string[], things: KnownThings): readonly Operation[] {
  const context: Context = { resolve: () => ({}), ...things };
  const word = (name: string): fc.Arbitrary<string> => wordFor({ name, schema: { type: "string" } }, context);
  const query = fc
    .subarray(PAGE_WORDS, { maxLength: 3 })
    .chain((names) =>
      fc.tuple(...names.map(word)).map((words) => names.map((name, at) => [name, words[at] ?? null] as const)),
    );
  return rows.flatMap((row): Operation[] => {
    const [kind, path = ""] = row.split(" ");
    if (kind !== "PAGE") return [];
    const places = fc.tuple(...[...path.matchAll(/\{\w+\}/g)].map(() => idInPath(context, path)));
    const requests = fc
      .tuple(places, query)
      .map(([ids, words]) => ({ method: "GET", path: addressOf(path, { ids, query: words }) }));
    return [{ name: row, method: "GET", path, requests }];
  });
}

function requestsOf(
  name: string,
  { parameters, requestBody }: z.infer<typeof operationSchema>,
  context: Context,
): fc.Arbitrary<Sent> {
  const [method = "", path = ""] = name.split(" ");
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const places = fc.tuple(...inPath.map((parameter) => idInPath(context, `${path} ${parameter.name}`)));
  const query = fc.tuple(...inQuery.map((parameter) => fc.option(wordFor(parameter, context), { freq: 9 })));
  const schema = requestBody?.content["application/json"]?.schema;
  return fc.tuple(places, query, schema ? bodyOf(schema, context) : fc.constant(null)).map(([ids, words, body]) => ({
    method,
    path: addressOf(path, { ids, query: inQuery.map((parameter, at) => [parameter.name, words[at] ?? null]) }),
    headers: body === null ? {} : { "content-type": "application/json" },
    body,
  }));
}

type Filled = { readonly ids: readonly string[]; readonly query: readonly (readonly [string, string | null])[] };

function addressOf(path: string, { ids, query }: Filled): string {
  const rest = [...ids];
  const filled = path.replaceAll(/\{\w+\}/g, () => rest.shift() ?? "x");
  const words = query.flatMap(([name, word]) => (word === null ? [] : [`${name}=${encode(word)}`]));
  return words.length === 0 ? filled : `${filled}?${words.join("&")}`;
}

/** Lone surrogates cannot be percent-encoded; they go as the bytes that a careless program would send. */
function encode(text: string): string {
  return Buffer.from(text, "utf8").reduce((made, byte) => made + encodedByte(byte), "");
}

function encodedByte(byte: number): string {
  const letter = String.fromCharCode(byte);
  return /[A-Za-z0-9_.~-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, "0").toUpperCase()}`;
}

/** The collection before the id says what it is of: `/api/v1/checkpoints/{id}`. */
function idInPath({ ids: all, idsOf }: Context, place: string): fc.Arbitrary<string> {
  const collection = /\/(\w+)s\/\{\w+\}/.exec(place)?.[1];
  const named = (collection === undefined ? undefined : idsOf?.(collection)) ?? [];
  const ids = named.length > 0 ? named : all;
  const odd = fc.oneof(hostileText.map(encode), fc.constantFrom("%", "%zz", "%00", "%c3%28", "%2f..%2f", "."));
  return ids.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids).map(encode) }, odd) : odd;
}

const MOMENTS = new Set(["at", "from", "to"]);

function wordFor(
  { name, schema }: { readonly name: string; readonly schema: Schema },
  context: Context,
): fc.Arbitrary<string> {
  const known = context.idsOf?.(name) ?? [];
  return fc.oneof(
    ...(MOMENTS.has(name) ? [{ weight: 9, arbitrary: momentsBefore(context.now) }] : []),
    ...(known.length > 0 ? [{ weight: 6, arbitrary: fc.constantFrom(...known) }] : []),
    {
      weight: 3,
      arbitrary: arbitraryOf(schema, context).map((value) => (Array.isArray(value) ? value.join(",") : String(value))),
    },
    { weight: 1, arbitrary: hostileText },
    {
      weight: 1,
      arbitrary: fc.constantFrom("2147483648", "9007199254740993", "-1", "1e400", "2025-11-02T18:00:00 00:00"),
    },
  );
}

const HOUR_S = 3_600;

function momentsBefore(now: number): fc.Arbitrary<string> {
  return fc.integer({ min: -HOUR_S, max: 60 }).map((seconds) => new Date(now + seconds * 1_000).toISOString());
}

function bodyOf(schema: Schema, context: SchemaContext): fc.Arbitrary<string | Buffer> {
  const right = arbitraryOf(schema, context);
  return fc.oneof(
    { weight: 5, arbitrary: right.map(json) },
    { weight: 7, arbitrary: right.chain(spoiled).map(json) },
    { weight: 1, arbitrary: hostileValue.map(json) },
    { weight: 1, arbitrary: right.map(json).map((text) => Buffer.from(text.replaceAll(/[a-z]/g, "é"), "latin1")) },
    { weight: 1, arbitrary: fc.tuple(right.map(json), fc.nat(40)).map(([text, cut]) => text.slice(0, cut)) },
    { weight: 1, arbitrary: fc.constantFrom("[".repeat(60_000), '{"a":'.repeat(8_000), "\uFEFF{}", "{} {}", "") },
  );
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}
