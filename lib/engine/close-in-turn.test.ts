import { expect, test, vi } from "vitest";
import { closeInTurn } from "./close-in-turn.ts";

function aClosing(): {
  readonly said: string[];
  readonly late: () => void;
  readonly closing: ReturnType<typeof closeInTurn>;
} {
  const said: string[] = [];
  const pauses: (() => void)[] = [];
  const closing = closeInTurn({
    log: { warn: (_, words) => void said.push(words ?? "") },
    pause: () => new Promise((resolve) => void pauses.push(resolve)),
  });
  return { said, late: () => void pauses.at(-1)?.(), closing };
}

test("what was opened last is closed first, and a failure keeps nothing open", async () => {
  const { said, closing } = aClosing();
  closing.add(async () => void said.push("first"));
  closing.add(() => Promise.reject(new Error("broken")));
  closing.add(async () => void said.push("last"));
  await closing.run();
  expect(said).toEqual(["last", "closing failed", "first"]);
});

test("what never ends is left behind", async () => {
  const { said, late, closing } = aClosing();
  closing.add(async () => void said.push("first"));
  closing.add(() => new Promise(() => undefined));
  const run = closing.run();
  await vi.waitFor(() => {
    late();
    expect(said).toEqual(["closing takes too long: going on without it", "first"]);
  });
  await run;
});
