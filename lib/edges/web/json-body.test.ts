import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonOf } from "./json-body.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

function sentence(body: Uint8Array): string {
  const json = jsonOf(body);
  return json.ok ? "" : `${json.refusal.code}: ${json.refusal.message}`;
}

test.each(["[", '{"a":', '["x",', '[{"\\"]":'])("deep-json: %s without end is not read", (piece) => {
  expect(sentence(bytes(piece.repeat(40_000)))).toBe("unreadable: The body is nested more than 64 levels deep.");
});

test("brackets inside a text are no levels", () => {
  expect(jsonOf(bytes(JSON.stringify({ note: "[".repeat(1_000) + '"\\' })))).toMatchObject({ ok: true });
});

test("latin1-body: bytes that are not UTF-8 are not read", () => {
  expect(sentence(Buffer.from('{"text":"café"}', "latin1"))).toContain("not UTF-8");
  expect(sentence(Buffer.from('{"text":"café"}', "utf16le"))).toContain("unreadable");
});

/** A field of that name is refused: see below. */
const isTaken = (value: unknown): boolean => !JSON.stringify(value).includes('"__proto__":');

test("whatever JSON is not deep is read as it is", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }).filter(isTaken), (value) => {
      const read = jsonOf(bytes(JSON.stringify(value)));
      expect(read.ok && JSON.stringify(read.value)).toBe(JSON.stringify(value));
    }),
  );
});

test.each(['{"__proto__":{"admin":true}}', '{"gauges":{"a":1,"\\u005F_proto_\\u005f":2}}', '[[{"__proto__":null}]]'])(
  "%s is refused, since schemas would leave it out unseen",
  (body) => {
    expect(sentence(bytes(body))).toBe("unreadable: The body has a field named __proto__: nothing may be named so.");
    expect("admin" in {}).toBe(false);
  },
);

test("__proto__ may stand in a text", () => {
  expect(jsonOf(bytes('{"note":"__proto__"}'))).toEqual({ ok: true, value: { note: "__proto__" } });
});
