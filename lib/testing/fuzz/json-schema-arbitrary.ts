import fc from "fast-check";

/** A JSON Schema, as `z.toJSONSchema` writes it. */
export type Schema = Readonly<Record<string, unknown>>;

export type SchemaContext = {
  /** Looks up a `$ref`. */
  resolve(ref: string): Schema;
  /** Ids that the running program knows: half of all short texts are one of these. */
  readonly ids: readonly string[];
  /** Of these, what a property of this name may well mean; absent: nothing is known of properties. */
  idsOf?(property: string): readonly string[];
};

const MOST_DEPTH = 6;
const MOST_ITEMS = 4;

/** Values that a schema of ours accepts, or nearly: patterns and bounds are kept, rules that a schema cannot say are not. */
export function arbitraryOf(schema: Schema, context: SchemaContext, depth = 0): fc.Arbitrary<unknown> {
  if (depth > MOST_DEPTH) return fc.constant(null);
  const inner = (part: unknown): fc.Arbitrary<unknown> => arbitraryOf(asSchema(part), context, depth + 1);
  if (typeof schema["$ref"] === "string") return arbitraryOf(context.resolve(schema["$ref"]), context, depth + 1);
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  const choices = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(choices) && choices.length > 0) return fc.oneof(...choices.map(inner));
  if (Array.isArray(schema["allOf"])) return fc.tuple(...schema["allOf"].map(inner)).map(mergeObjects);
  switch (schema["type"]) {
    case "string":
      return texts(schema, context);
    case "integer":
      return fc.integer(boundsOf(schema, 1));
    case "number":
      return fc.oneof(
        fc.double({ ...boundsOf(schema, 0), noNaN: true, noDefaultInfinity: true }),
        fc.integer(boundsOf(schema, 1)),
      );
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return lists(schema, inner);
    case "object":
      return objects(schema, inner, (property, part) =>
        arbitraryOf(asSchema(part), known(context, property), depth + 1),
      );
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Where it is known what a property names, its texts are ids of that kind, or free. */
function known(context: SchemaContext, property: string): SchemaContext {
  const ids = context.idsOf?.(property) ?? [];
  return ids.length === 0 ? context : { ...context, ids };
}

function asSchema(part: unknown): Schema {
  return typeof part === "object" && part !== null ? (part as Schema) : {};
}

function mergeObjects(parts: readonly unknown[]): unknown {
  return Object.assign({}, ...parts);
}

function texts(schema: Schema, { ids }: SchemaContext): fc.Arbitrary<unknown> {
  const minLength = numberIn(schema["minLength"]) ?? 0;
  const maxLength = Math.min(numberIn(schema["maxLength"]) ?? 60, 2_000);
  if (schema["format"] === "date-time") return moments;
  if (typeof schema["pattern"] === "string") {
    const pattern = new RegExp(schema["pattern"], "u");
    const matching = textsMatching(pattern);
    const known = ids.filter((id) => pattern.test(id));
    return known.length > 0 ? fc.oneof(fc.constantFrom(...known), matching) : matching;
  }
  const fitting = ids.filter((id) => id.length >= minLength && id.length <= maxLength);
  const free = fc.string({ unit: "grapheme", minLength, maxLength: Math.max(minLength, maxLength) });
  return fitting.length > 0 ? fc.oneof(fc.constantFrom(...fitting), free) : free;
}

/** Some patterns, such as those of a date, are beyond the generator: then any text. */
function textsMatching(pattern: RegExp): fc.Arbitrary<string> {
  try {
    const matching = fc.stringMatching(pattern).filter((text) => text.length <= 4_000);
    fc.sample(matching, { numRuns: 1, seed: 1 });
    return matching;
  } catch {
    return fc.string({ unit: "grapheme" });
  }
}

const moments = fc
  .date({ min: new Date("2025-10-01T00:00:00Z"), max: new Date("2025-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

function boundsOf(schema: Schema, step: 0 | 1): { min: number; max: number } {
  const low = numberIn(schema["minimum"]) ?? (numberIn(schema["exclusiveMinimum"]) ?? -1e15) + step;
  const high = numberIn(schema["maximum"]) ?? (numberIn(schema["exclusiveMaximum"]) ?? 1e15) - step;
  const [min, max] = [Math.max(low, -Number.MAX_SAFE_INTEGER), Math.min(high, Number.MAX_SAFE_INTEGER)];
  return { min, max: Math.max(min, max) };
}

function lists(schema: Schema, inner: (part: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (Array.isArray(schema["prefixItems"])) return fc.tuple(...schema["prefixItems"].map(inner));
  const minLength = numberIn(schema["minItems"]) ?? 0;
  const maxLength = Math.max(minLength, Math.min(numberIn(schema["maxItems"]) ?? MOST_ITEMS, MOST_ITEMS));
  return fc.array(inner(schema["items"]), { minLength, maxLength });
}

function objects(
  schema: Schema,
  inner: (part: unknown) => fc.Arbitrary<unknown>,
  ofProperty: (property: string, part: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const properties = Object.entries(asSchema(schema["properties"]));
  const required = Array.isArray(schema["required"]) ? (schema["required"] as string[]) : [];
  if (properties.length === 0 && schema["additionalProperties"])
    return fc.dictionary(
      schema["propertyNames"] ? inner(schema["propertyNames"]).map(String) : fc.string({ maxLength: 12 }),
      inner(schema["additionalProperties"]),
      { maxKeys: MOST_ITEMS },
    );
  const record = Object.fromEntries(properties.map(([key, part]) => [key, ofProperty(key, part)]));
  return fc.record(record, { requiredKeys: required.filter((key) => key in record) });
}

function numberIn(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
