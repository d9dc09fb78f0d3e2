import { describe, expect, test } from "vitest";
import { withoutPath, withPath } from "./under-path.ts";

const URLS = ["/", "/?a=1", "/wall", "/wall?view=a", "/api/v1/room", "/holdpointer", "/socket.io/?EIO=4"];

describe.each(["/holdpoint", "/ops/holdpoint.v1"])("under %s", (path) => {
  test.each(URLS)("%s is found, whether the proxy takes the path off or not", (url) => {
    expect(withoutPath(withPath(url, path), path)).toBe(url);
    expect(withoutPath(url, path)).toBe(url);
  });

  test("its own address has no slash at the end, as the pages are built for", () => {
    expect(withPath("/", path)).toBe(path);
    expect(withoutPath(path, path)).toBe("/");
    expect(withoutPath(`${path}/`, path)).toBe("/");
  });
});

test.each(URLS)("at the root, %s stays", (url) => {
  expect(withPath(url, "")).toBe(url);
  expect(withoutPath(url, "")).toBe(url);
});
