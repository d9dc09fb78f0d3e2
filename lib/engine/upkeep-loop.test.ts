import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { handClock, SILENT } from "#testing/an-engine";
import type { Log, StoreUpkeep } from "./ports.ts";
import { runUpkeep } from "./upkeep-loop.ts";

type Duty = keyof StoreUpkeep;

/** Runs the loop for some pauses; `steps` are left of each duty, `fails` throws once. */
async function run(about: { steps?: Partial<Record<Duty, number>>; fails?: Duty; pauses: number }): Promise<{
  readonly done: readonly string[];
  readonly warnings: readonly unknown[];
}> {
  const done: string[] = [];
  const warnings: unknown[] = [];
  const left = { rollUp: 0, seal: 0, expire: 0, ...about.steps };
  const broken = new Set([about.fails]);
  const step =
    (duty: Duty) =>
    async (now: number): Promise<{ readonly more: boolean }> => {
      done.push(`${duty} ${now}`);
      if (broken.delete(duty)) throw new Error("deadlock");
      return { more: (left[duty] -= 1) > 0 };
    };
  const log: Log = { ...SILENT, warn: (fields) => void warnings.push(fields) };
  const state = { pauses: about.pauses };
  await runUpkeep(
    { rollUp: step("rollUp"), seal: step("seal"), expire: step("expire") },
    {
      clock: handClock(7),
      log,
      running: () => state.pauses > 0,
      pause: async (ms) => {
        state.pauses -= 1;
        done.push(`pause ${ms}`);
        await turn();
      },
    },
  );
  return { done, warnings };
}

describe("upkeep", () => {
  it("does each duty until nothing is left of it, with a pause after each step and round", async () => {
    const { done } = await run({ steps: { rollUp: 3, expire: 2 }, pauses: 4 });
    expect(done).toEqual([
      "rollUp 7",
      "pause 20",
      "rollUp 7",
      "pause 20",
      "rollUp 7",
      "seal 7",
      "expire 7",
      "pause 20",
      "expire 7",
      "pause 5000",
    ]);
  });

  it("goes on with the next duty when one fails, and tries it again in the next round", async () => {
    const { done, warnings } = await run({ fails: "rollUp", pauses: 2 });
    expect(done).toEqual([
      "rollUp 7",
      "seal 7",
      "expire 7",
      "pause 5000",
      "rollUp 7",
      "seal 7",
      "expire 7",
      "pause 5000",
    ]);
    expect(warnings).toEqual([{ duty: "rollUp", error: "Error: deadlock" }]);
  });

  it("stops between two steps when it is told to", async () => {
    const { done } = await run({ steps: { rollUp: 1_000 }, pauses: 2 });
    expect(done.filter((what) => what.startsWith("rollUp"))).toHaveLength(2);
    expect(done).not.toContain("seal 7");
  });
});
