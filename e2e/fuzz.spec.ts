import { runFuzz } from "#testing/fuzz/run-fuzz";
import { testSeed } from "#testing/test-seed";
import { expect, test } from "./fixtures.ts";

test("whatever any door is sent is answered, survives a restart and breaks no page", async () => {
  test.setTimeout(12 * 60_000);
  const lines: string[] = [];
  const counted = await runFuzz({
    ...{ seed: testSeed(), minutes: 4, each: 6, once: true },
    say: (line) => void lines.push(line),
  });
  expect(counted.failures(), lines.join("\n")).toEqual([]);
  expect(counted.inputs()).toBeGreaterThan(200);
});
