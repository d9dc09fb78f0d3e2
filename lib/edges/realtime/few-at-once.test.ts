import { expect, test } from "vitest";
import { overBudgetRefusal } from "#edges/over-budget";
import { fewAtOnce } from "./few-at-once.ts";

function held(most: number, mostWaiting: number) {
  const run = fewAtOnce(most, mostWaiting);
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
  const run = fewAtOnce(1, 2);
  await expect(run("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(run("a", () => Promise.resolve("done"))).resolves.toBe("done");
});
