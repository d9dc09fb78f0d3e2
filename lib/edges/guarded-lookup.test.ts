import type { LookupAddress } from "node:dns";
import { expect, test, vi } from "vitest";
import { guardedLookup, mayCall } from "./guarded-lookup.ts";

const names: Readonly<Record<string, readonly string[]>> = {
  "good.test": ["127.0.0.1"],
  "bad.test": ["169.254.169.254"],
  "mixed.test": ["10.0.0.1", "fe80::1"],
};

vi.mock("node:dns", () => ({
  lookup: (
    host: string,
    { all }: { all?: boolean },
    answer: (error: Error | null, found?: string | LookupAddress[], family?: number) => void,
  ) => {
    const found = names[host];
    if (!found) return answer(Object.assign(new Error(host), { code: "ENOTFOUND" }));
    if (all)
      return answer(
        null,
        found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    answer(null, found[0] ?? "", 4);
  },
}));

async function resolve(host: string, { all, allowed }: { all: boolean; allowed: boolean }): Promise<unknown> {
  return new Promise((done) =>
    guardedLookup(allowed)(host, { all }, (error, found) => done(error ? error.code : found)),
  );
}

test.each([
  ["good.test", false, "127.0.0.1"],
  ["good.test", true, [{ address: "127.0.0.1", family: 4 }]],
  ["bad.test", false, "ELINKLOCAL"],
  ["bad.test", true, "ELINKLOCAL"],
  ["mixed.test", true, "ELINKLOCAL"],
  ["none.test", true, "ENOTFOUND"],
])("%s (all of its addresses: %j)", async (host, all, expected) => {
  expect(await resolve(host, { all, allowed: false })).toEqual(expected);
});

test("an address that is written out is asked for before", () => {
  expect([mayCall("169.254.169.254", false), mayCall("169.254.169.254", true), mayCall("10.0.0.1", false)]).toEqual([
    false,
    true,
    true,
  ]);
});

test("where link-local addresses are allowed, they are given", async () => {
  expect(await resolve("bad.test", { all: false, allowed: true })).toBe("169.254.169.254");
});
