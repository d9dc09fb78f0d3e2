import { describe, expect, test } from "vitest";
import { ownPath, sitePath } from "./site.ts";

const PATHS = ["/", "/wall", "/wall?view=a", "/api/v1/room", "/holdpoint"];

describe.each(["", "/holdpoint", "/ops/hp"])("below %o", (base) => {
  test.each(PATHS)("%s leads there and back", (path) => {
    expect(ownPath(sitePath(path, base), base)).toBe(path);
    expect(sitePath(path, base).startsWith(base)).toBe(true);
  });
});

test("a neighbour whose name begins alike is none of ours", () => {
  expect(ownPath("/holdpointer/x", "/holdpoint")).toBe("/holdpointer/x");
});
