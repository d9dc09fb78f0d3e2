import { describe, expect, test } from "vitest";
import { guardedLookup } from "./guarded-lookup.ts";

type Found = { readonly code: string | undefined; readonly addresses: unknown };

function look(name: string, allowed: boolean, all = true): Promise<Found> {
  return new Promise((resolve) => {
    guardedLookup(allowed)(name, { all }, (error, addresses) => resolve({ code: error?.code, addresses }));
  });
}

describe("a name is looked up", () => {
  test("and answered as Node does, one address or all", async () => {
    expect((await look("localhost", false, false)).addresses).toMatch(/^(127\.0\.0\.1|::1)$/);
    expect((await look("localhost", false)).addresses).toContainEqual({ address: "127.0.0.1", family: 4 });
  });

  // an address in an unusual spelling is resolved by the system, as a name in somebody's own zone would be
  test("and refused when it leads to a metadata address, unless such are allowed", async () => {
    expect((await look("2852039166", false)).code).toBe("EFORBIDDENADDRESS");
    expect(await look("2852039166", true)).toEqual({
      code: undefined,
      addresses: [{ address: "169.254.169.254", family: 4 }],
    });
  });
});
