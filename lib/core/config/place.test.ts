import fc from "fast-check";
import { expect, test } from "vitest";
import { testSeed } from "#testing/test-seed";
import { pathOf, placeText, valueAt } from "./place.ts";

const document = {
  gates: [{ id: "first", fields: [{ id: "a" }, { id: "b" }] }, { id: "second" }],
  limits: [{ metric: "errors" }],
  twins: [{ id: "same" }, { id: "same" }],
  plain: [1, [2, 3]],
  headers: { "X-A.b": "1", 'quote"d': "2" },
};

test.each([
  [["gates", 1, "id"], "gates[second].id"],
  [["gates", 0, "fields", 1], "gates[first].fields[b]"],
  [["limits", 0], "limits[errors]"],
  [["twins", 1], "twins[1]"],
  [["plain", 1, 0], "plain[1][0]"],
  [["headers", "X-A.b"], 'headers["X-A.b"]'],
  [["headers", 'quote"d'], 'headers["quote\\"d"]'],
  [["missing", "deep"], "missing.deep"],
  [[], ""],
])("%j is written %s and found again", (path, text) => {
  expect(placeText(document, path)).toBe(text);
  expect(pathOf(document, text)).toEqual(path);
});

test.each(["gates[third]", "gates[", "gates..id", "gates[-1]", "]["])("%s is no place", (text) => {
  expect(pathOf(document, text)).toBeNull();
});

test("every value of any document is found again by its place", () => {
  const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] => {
    if (typeof value !== "object" || value === null) return [path];
    const entries = Array.isArray(value) ? value.map((item, i) => [i, item] as const) : Object.entries(value);
    return [path, ...entries.flatMap(([key, inner]) => paths(inner, [...path, key]))];
  };
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (any) => {
      for (const path of paths(any)) {
        const found = pathOf(any, placeText(any, path));
        expect(found && valueAt(any, found)).toEqual(valueAt(any, path));
      }
    }),
    { seed: testSeed() },
  );
});

test("a place never reads what an object inherits", () => {
  expect(valueAt({}, ["constructor"])).toBeUndefined();
});
