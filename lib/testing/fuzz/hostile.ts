import fc from "fast-check";

/** Names that every plain object knows, spellings that break out of a text, and texts that look like nothing. */
const HOSTILE_TEXTS: readonly string[] = [
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"],
  ...[
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "\u200B",
    "\u202Eabc",
    "\uD800",
    "\uDFFFx",
    "a\r\nb",
    "\u0007",
    "\uFEFF",
    "\u2028",
  ],
  ...["../../etc/passwd", "%00", "%2e%2e%2f", "'; drop table x; --", "${HOME}", "{{7*7}}", "<script>alert(1)</script>"],
  ...["NaN", "Infinity", "-0", "1e309", "0x10", "９９", "null", "undefined", "true", "[object Object]"],
  ...["9".repeat(400), "é".repeat(5_000), "👩‍👩‍👧‍👦".repeat(50), "\u0301".repeat(300), "x".repeat(70_000)],
  ...["+275760-09-13T00:00:00.001Z", "-271821-04-19T23:59:59.999Z", "2025-02-30T00:00:00Z", "0000-01-01T00:00:00Z"],
];

const HOSTILE_NUMBERS: readonly number[] = [
  ...[0, -0, -1, 0.1, 1e-320, 5e-324, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 63],
  ...[8.64e15, 8.64e15 + 1, -8.64e15, 1e18, 1e21, 1e100, Number.MAX_VALUE, -Number.MAX_VALUE],
];

/** Deep enough for a recursive reader to fall over, and far below what one body may weigh. */
function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: "binary", maxLength: 40 }),
);

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: hostileText },
  { weight: 5, arbitrary: fc.constantFrom<unknown>(...HOSTILE_NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, [], {}, [[]], [null], { constructor: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom(40, 400, 3_000).map(nested) },
  { weight: 1, arbitrary: fc.array(fc.constant("x"), { minLength: 300, maxLength: 300 }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

/** `value` with one thing about it made hostile: a leaf or branch replaced, a key taken away or added. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  return fc
    .tuple(fc.nat({ max: places.length - 1 }), hostileValue, fc.constantFrom("replace", "remove", "add"), hostileText)
    .map(([index, hostile, how, key]) => spoilAt(value, places[index] ?? [], { hostile, how, key }));
}

type Path = readonly (string | number)[];
type Spoil = { readonly hostile: unknown; readonly how: "replace" | "remove" | "add"; readonly key: string };

const MOST_DEPTH = 12;

function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null || path.length > MOST_DEPTH) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((part, index) => placesIn(part, [...path, index]))
    : Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, part]) =>
        placesIn(part, [...path, key]),
      );
  return [path, ...inner];
}

function spoilAt(value: unknown, path: Path, spoil: Spoil): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return spoilHere(value, spoil);
  if (Array.isArray(value))
    return value.map((part: unknown, index) => (index === step ? spoilAt(part, rest, spoil) : part));
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  if (rest.length === 0 && spoil.how === "remove") return fromEntries(entries.filter(([key]) => key !== step));
  return fromEntries(entries.map(([key, part]) => [key, key === step ? spoilAt(part, rest, spoil) : part]));
}

function spoilHere(value: unknown, { hostile, how, key }: Spoil): unknown {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return how === "add" && isObject ? fromEntries([...Object.entries(value), [key, hostile]]) : hostile;
}

/** As JSON.parse makes it: `__proto__` becomes a key of its own. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries);
}
