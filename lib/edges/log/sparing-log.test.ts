import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sparingLog } from "./sparing-log.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Line = readonly [level: string, about: object, message: string];

function aLog(): { readonly lines: Line[]; readonly log: ReturnType<typeof sparingLog> } {
  const lines: Line[] = [];
  const to =
    (level: string) =>
    (about: object, message: string): void =>
      void lines.push([level, about, message]);
  return { lines, log: sparingLog({ info: to("info"), warn: to("warn"), error: to("error") }, 10_000) };
}

test("db-frozen: 67,513 failures of one kind in five minutes make a line at once and one per period, counted", () => {
  const { lines, log } = aLog();
  const perPeriod = Math.floor(67_513 / 30);
  for (let period = 0; period < 30; period += 1) {
    for (let i = 0; i < perPeriod; i += 1)
      log.error({ error: `Error: connect EAGAIN /run/${i}/.s.PGSQL.5432` }, "a request failed");
    vi.advanceTimersByTime(10_000);
  }
  expect(lines).toHaveLength(31);
  expect(lines[0]).toEqual(["error", { error: "Error: connect EAGAIN /run/0/.s.PGSQL.5432" }, "a request failed"]);
  expect(lines[1]).toMatchObject(["error", { repeats: perPeriod - 1 }, "a request failed"]);
  expect(lines[2]).toMatchObject(["error", { repeats: perPeriod }, "a request failed"]);
});

test("what is another kind is said at once: another message, another level, other words", () => {
  const { lines, log } = aLog();
  log.warn({ error: "ECONNREFUSED" }, "frames are not kept");
  log.warn({ error: "ECONNRESET" }, "frames are not kept");
  log.warn({ error: "ECONNREFUSED" }, "a push could not be stored");
  log.error({ error: "ECONNREFUSED" }, "frames are not kept");
  expect(lines).toHaveLength(4);
});

test("what came once is no repetition, and after a quiet period is said at once again", () => {
  const { lines, log } = aLog();
  log.warn({}, "one");
  vi.advanceTimersByTime(10_000);
  expect(lines).toHaveLength(1);
  log.warn({}, "one");
  expect(lines).toHaveLength(2);
});

test("more kinds than anybody reads are counted by their message", () => {
  const { lines, log } = aLog();
  for (let i = 0; i < 1_000; i += 1) log.warn({ target: "x".repeat(i % 300) + "y" }, "slow");
  expect(lines.length).toBeLessThanOrEqual(202);
});

test("what is only told is never held back", () => {
  const { lines, log } = aLog();
  for (let i = 0; i < 50; i += 1) log.info({ i }, "sampler");
  expect(lines).toHaveLength(50);
});
