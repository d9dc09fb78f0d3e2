import { describe, expect, test } from "vitest";
import { overBudgetRefusal } from "#edges/over-budget";
import { fewAtOnce } from "./few-at-once.ts";

function held(most: number, mostWaiting: number) {
  const run = fewAtOnce({ most, mostWaiting, waitMs: Infinity, tooMany: "Too many." });
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (peer: string, name: string): Promise<void> =>
    run(peer, () => {
      started.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const endOne = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ask, started, endOne };
}

test("no more run at once than may, and one peer's flood stands before nobody else's one", async () => {
  const { ask, started, endOne } = held(2, 100);
  const asked = [1, 2, 3, 4, 5].map((i) => ask("flood", `flood-${i}`));
  asked.push(ask("quiet", "quiet-1"));
  await new Promise((resolve) => setImmediate(resolve));
  expect(started).toEqual(["flood-1", "flood-2"]);
  await endOne();
  await endOne();
  expect(started.slice(2).sort()).toEqual(["flood-3", "quiet-1"]);
  for (let i = 0; i < 6; i += 1) await endOne();
  await Promise.all(asked);
});

test("who has too many waiting is refused for their own sake, and the others are not", async () => {
  const { ask, endOne } = held(1, 2);
  const asked = [1, 2, 3].map((i) => ask("flood", `flood-${i}`));
  const refused = await ask("flood", "flood-4").catch((error: unknown) => error);
  expect(overBudgetRefusal(refused)).toMatchObject({ code: "too_many" });
  asked.push(ask("quiet", "quiet-1"));
  for (let i = 0; i < 6; i += 1) await endOne();
  await Promise.all(asked);
});

test("work that fails makes room like any other", async () => {
  const run = fewAtOnce({ most: 1, mostWaiting: 2, waitMs: Infinity, tooMany: "Too many." });
  await expect(run("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(run("a", () => Promise.resolve("done"))).resolves.toBe("done");
});

describe("who has no turn in time", () => {
  const sentences = { tooMany: "You ask for too much.", busy: "Others ask for too much." };

  function neverEnding() {
    const run = fewAtOnce({ most: 2, mostEach: 1, mostWaiting: 10, waitMs: 20, ...sentences });
    const ends: (() => void)[] = [];
    const hold = (visitor: string): Promise<void> => run(visitor, () => new Promise<void>((end) => ends.push(end)));
    const asked = async (visitor: string): Promise<unknown> =>
      overBudgetRefusal(await run(visitor, () => Promise.resolve("done")).catch((error: unknown) => error));
    return { hold, asked, end: () => ends.splice(0).forEach((each) => each()) };
  }

  test("because its own work fills its places is over its budget", async () => {
    const { hold, asked, end } = neverEnding();
    const held = hold("greedy");
    expect(await asked("greedy")).toMatchObject({ code: "too_many", retryAfterSeconds: 5, message: sentences.tooMany });
    end();
    await held;
  });

  test("because of others is told that Holdpoint is busy, and comes in once there is room", async () => {
    const { hold, asked, end } = neverEnding();
    const held = [hold("greedy"), hold("greedier")];
    expect(await asked("modest")).toMatchObject({ code: "unavailable", message: sentences.busy });
    end();
    await Promise.all(held);
    expect(await asked("modest")).toBeNull();
  });

  test("one visitor never has all places, however much it asks", async () => {
    const { hold, asked, end } = neverEnding();
    const [held, second] = [hold("greedy"), hold("greedy").catch(overBudgetRefusal)];
    expect(await asked("modest")).toBeNull();
    expect(await second).toMatchObject({ code: "too_many" });
    end();
    await held;
  });
});

test("work that nobody waits for any more is not begun, and stands before nobody", async () => {
  const run = fewAtOnce({ most: 1, mostWaiting: 10, waitMs: Infinity, tooMany: "Too many." });
  const ends: (() => void)[] = [];
  const first = run("a", () => new Promise<void>((end) => ends.push(end)));
  const gone = new AbortController();
  const begun: string[] = [];
  const left = run("a", () => Promise.resolve(void begun.push("left")), { signal: gone.signal }).catch(() => undefined);
  const last = run("a", () => Promise.resolve(void begun.push("last")));
  gone.abort();
  await new Promise((resolve) => setImmediate(resolve));
  ends[0]?.();
  await Promise.all([first, left, last]);
  expect(begun).toEqual(["last"]);
  const late = run("a", () => Promise.resolve(void begun.push("late")), { signal: gone.signal });
  await expect(late).rejects.toThrow();
  await expect(run("a", () => Promise.resolve("well"))).resolves.toBe("well");
});
