import { format } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach } from "vitest";
import { testSeed } from "./test-seed.ts";

fc.configureGlobal({ seed: testSeed() });

const unexpected: string[] = [];

// A test that expects an error on the console replaces console.error itself (vi.spyOn) and looks at the calls.
console.error = (...parts: unknown[]): void => {
  unexpected.push(format(...parts));
};

beforeEach(() => {
  unexpected.length = 0;
});

afterEach(() => {
  if (unexpected.length > 0) throw new Error(`unexpected console.error:\n${unexpected.join("\n")}`);
});
