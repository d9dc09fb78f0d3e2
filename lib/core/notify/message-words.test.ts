import { expect, test } from "vitest";
import { noticeLine, wordsOf } from "./message-words.ts";
import type { Notice } from "./notice.ts";

const NOTICE: Notice = {
  id: "1",
  kind: "alert",
  severity: "critical",
  subject: "p99",
  title: "P99 is too high\r\nBcc: everybody@example.com",
  body: "P99 is 800 ms, the limit 500 ms.",
  link: "/alerts/p99",
  at: Date.UTC(2025, 10, 2, 16, 5),
  rollout: { id: "r", name: "Full rollout", kind: "rehearsal" },
  audience: "on-shift",
};

test("a rehearsal says so first, and no title holds a line break", () => {
  expect(wordsOf({ notice: NOTICE, digest: null })).toEqual({
    title: "[REHEARSAL] Alert (critical): P99 is too high Bcc: everybody@example.com",
    lines: ["P99 is 800 ms, the limit 500 ms.", "Full rollout, 2025-11-02 16:05 UTC"],
  });
});

test("a digest that an earlier version stored says how many and names the worst", () => {
  const digest = { count: 498, critical: 1, high: 497, titles: ["one", "two"], sentences: [] };
  const notice: Notice = { ...NOTICE, title: "one", rollout: { ...NOTICE.rollout, kind: "production" } };
  expect(wordsOf({ notice, digest })).toEqual({
    title: "498 notices at once (1 critical, 497 high), the worst: one",
    lines: ["- one", "- two", "and 496 more.", "Full rollout, 2025-11-02 16:05 UTC"],
  });
});

test("a digest says what is wrong, and how many more there are", () => {
  const sentences = [noticeLine(NOTICE), noticeLine({ ...NOTICE, title: "Down!", kind: "checkpoint_due", body: "" })];
  const digest = { count: 14, critical: 1, high: 13, titles: ["one"], sentences };
  expect(wordsOf({ notice: NOTICE, digest }).lines).toEqual([
    "- Alert (critical): P99 is too high Bcc: everybody@example.com. P99 is 800 ms, the limit 500 ms.",
    "- Checkpoint due: Down!",
    "and 12 more.",
    "Full rollout, 2025-11-02 16:05 UTC",
  ]);
});
