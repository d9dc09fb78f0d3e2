import { runFuzz } from "#testing/fuzz/run-fuzz";
import { testSeed } from "#testing/test-seed";
import { expect, test } from "./fixtures.ts";

/** A rehearsal that ran has rows in all of these. */
const BROKEN = ["frame", "log_signature", "rollout", "rollout_event", "sample", "security_event", "session", "user"];

test("whatever any door is sent is answered as its schema says, survives a restart and breaks no page; nor do broken rows", async () => {
  test.setTimeout(12 * 60_000);
  const lines: string[] = [];
  const counted = await runFuzz({
    ...{ seed: testSeed(), minutes: 4, each: 6, once: true },
    say: (line) => void lines.push(line),
  });
  expect(counted.failures(), lines.join("\n")).toEqual([]);
  expect(counted.inputs()).toBeGreaterThan(200);
  const doors = counted.doors().map(([door]) => door);
  expect(doors).toEqual(expect.arrayContaining(BROKEN.map((table) => `broken rows: ${table}`)));
});
