import { describe, expect, test } from "vitest";
import { parseEnvironment } from "./env.ts";
import { hostNameOf } from "./public-url.ts";

function readAs(text: string): unknown {
  const parsed = parseEnvironment({ HOLDPOINT_PUBLIC_URL: text });
  return parsed.ok ? parsed.value.HOLDPOINT_PUBLIC_URL : parsed.refusal.message;
}

test.each([
  ["https://example.com", { url: "https://example.com", host: "example.com", path: "", isHttps: true }],
  ["https://example.com/", { url: "https://example.com", path: "" }],
  [" https://Example.COM/holdpoint/ ", { url: "https://example.com/holdpoint", path: "/holdpoint" }],
  ["https://example.com:443/a/b.c", { url: "https://example.com/a/b.c", origin: "https://example.com" }],
  ["http://10.0.0.5:3000", { url: "http://10.0.0.5:3000", host: "10.0.0.5:3000", isHttps: false }],
  ["https://[fd00::5]:8443/x", { url: "https://[fd00::5]:8443/x", host: "[fd00::5]:8443", path: "/x" }],
  ["https://münchen.example/", { url: "https://xn--mnchen-3ya.example" }],
])("%s is read", (text, expected) => {
  expect(readAs(text)).toMatchObject(expected);
});

test.each([
  ["example.com", "must begin with https://"],
  ["//example.com", "must begin with https://"],
  ["ftp://example.com", "must begin with https://"],
  ["https://", "is not an address"],
  ["https://ada:secret@example.com", "must not hold a user or a password"],
  ["https://example.com/?x=1", "no ? and no #"],
  ["https://example.com/#top", "no ? and no #"],
  ["https://example.com/a//b", "single slashes"],
  ["https://example.com/a/../b", "single slashes"],
  ["https://example.com/a%2Fb", "single slashes"],
  ["https://example.com/a b", "single slashes"],
  ["https://example.com\\x", "single slashes"],
  ["ada:hunter2@example.com", "must begin with https://"],
  ["http://0.0.0.0:3000", "no address that a browser can open"],
  [`https://example.com/${"a".repeat(600)}`, "longer than 500"],
])("%s is refused", (text, words) => {
  expect(readAs(text)).toMatch(new RegExp(`^HOLDPOINT_PUBLIC_URL: .*${words.replace(/[?]/g, "\\?")}`));
});

test("an empty one counts as absent", () => expect(readAs("")).toBeUndefined());

describe("a refusal does not repeat a password", () => {
  test.each(["ada:hunter2@example.com", "https://ada:hunter2@example.com", "https://ada:hunter2@example.com/?x"])(
    "%s",
    (text) => {
      expect(readAs(text)).not.toContain("hunter2");
    },
  );
});

test.each([
  ["Example.com:8443", "example.com"],
  ["example.com.", "example.com"],
  ["[::1]:3000", "::1"],
  ["10.0.0.5:3000", "10.0.0.5"],
  ["::1", "::1"],
])("the name in %s", (host, name) => expect(hostNameOf(host)).toBe(name));
