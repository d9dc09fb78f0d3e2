import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { handClock, SILENT } from "#testing/an-engine";
import type { Log, StoreUpkeep } from "./ports.ts";
import { ownFaults } from "./own-faults.ts";
import { runUpkeep } from "./upkeep-loop.ts";

type Duty = keyof StoreUpkeep;

type About = { steps?: Partial<Record<Duty, number>>; fails?: Duty; times?: number; away?: true; pauses: number };

/** Runs the loop for some pauses; `steps` are left of each duty, `fails` throws once, or as many `times`. */
async function run(about: About): Promise<{
  readonly done: readonly string[];
  readonly warnings: readonly unknown[];
  /** As they stood at each pause. */
  readonly faults: readonly (readonly string[])[];
}> {
  const done: string[] = [];
  const warnings: unknown[] = [];
  const left = { rollUp: 0, seal: 0, expire: 0, ...about.steps };
  const own = ownFaults(() => 1);
  const faults: (readonly string[])[] = [];
  let times = about.times ?? 1;
  const step =
    (duty: Duty) =>
    async (now: number): Promise<{ readonly more: boolean }> => {
      done.push(`${duty} ${now}`);
      if (duty === about.fails && (times -= 1) >= 0) throw new Error("deadlock");
      return { more: (left[duty] -= 1) > 0 };
    };
  const log: Log = { ...SILENT, warn: (fields) => void warnings.push(fields) };
  const state = { pauses: about.pauses };
  await runUpkeep(
    { rollUp: step("rollUp"), seal: step("seal"), expire: step("expire") },
    {
      clock: handClock(7),
      log,
      faults: own,
      isAway: () => about.away ?? false,
      running: () => state.pauses > 0,
      pause: async (ms) => {
        state.pauses -= 1;
        done.push(`pause ${ms}`);
        faults.push(own.list().map(({ sentence }) => sentence));
        await turn();
      },
    },
  );
  return { done, warnings, faults };
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

  it("is told of when it fails three times in a row, until it works again", async () => {
    const { faults } = await run({ fails: "seal", times: 4, pauses: 6 });
    const sentence =
      "Stored samples cannot be packed by the hour: the program's log says why. Nothing is lost, but the disk fills.";
    expect(faults).toEqual([[], [], [sentence], [sentence], [], []]);
  });

  it("is not told of while the database is away, which is told of elsewhere", async () => {
    const { faults, warnings } = await run({ fails: "seal", times: 4, away: true, pauses: 5 });
    expect([faults.flat(), warnings.length]).toEqual([[], 4]);
  });

  it("stops between two steps when it is told to", async () => {
    const { done } = await run({ steps: { rollUp: 1_000 }, pauses: 2 });
    expect(done.filter((what) => what.startsWith("rollUp"))).toHaveLength(2);
    expect(done).not.toContain("seal 7");
  });
});
