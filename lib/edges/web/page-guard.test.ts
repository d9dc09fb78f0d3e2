import { expect, test } from "vitest";
import { localPath } from "./page-guard.ts";

test.each([
  ["/wall?view=overview&rotate=30", "/wall?view=overview&rotate=30"],
  ["/checkpoints/gate-1", "/checkpoints/gate-1"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
  ["wall", "/"],
  ["https://elsewhere.example/", "/"],
  ["//elsewhere.example/", "/"],
  ["/\\elsewhere.example/", "/"],
  ["/./\\elsewhere.example", "/"],
  ["/..//elsewhere.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?next=/sign-in", "/"],
  ["/pair", "/"],
  [`/${"a".repeat(3_000)}`, "/"],
])("after signing in, %j leads to %s", (next, path) => {
  expect(localPath(next)).toBe(path);
});
