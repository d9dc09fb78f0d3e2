import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { accept, refuse, type Outcome } from "#core/outcome";
import { createDraftSaver, type DraftSaver, type ServerCopy } from "./draft-saver.ts";

const AWAY = refuse("unavailable", "Holdpoint does not answer.");

let sent: string[];
let states: ServerCopy[];
let answers: Outcome<number | null>[];
let saver: DraftSaver<string>;

beforeEach(() => {
  vi.useFakeTimers();
  [sent, states, answers] = [[], [], []];
  saver = createDraftSaver<string>({
    send: async (draft) => {
      sent.push(draft);
      return answers.shift() ?? accept(sent.length);
    },
    onState: (state) => states.push(state),
  });
});
afterEach(() => vi.useRealTimers());

describe("the server's copy of a draft", () => {
  test("is written a second after the last change, with the newest only", async () => {
    saver.change("a");
    await vi.advanceTimersByTimeAsync(900);
    saver.change("b");
    await vi.advanceTimersByTimeAsync(999);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect([sent, states.at(-1)]).toEqual([["b"], { kind: "saved", at: 1 }]);
  });

  test("is written at once when the page is left", async () => {
    saver.change("a");
    saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(["a"]);
  });

  test("waits for the link and goes when it is back, with what was changed meanwhile", async () => {
    answers = [AWAY, AWAY];
    saver.change("a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states.at(-1)).toEqual({ kind: "down" });
    await vi.advanceTimersByTimeAsync(5_000);
    saver.change("b");
    await vi.advanceTimersByTimeAsync(1_000);
    expect([sent, states.at(-1)]).toEqual([["a", "a", "b"], { kind: "saved", at: 3 }]);
  });

  test("says why it was refused, and tries again with the next change only", async () => {
    answers = [refuse("too_large", "The body is larger than 65,536 bytes.")];
    saver.change("a");
    await vi.advanceTimersByTimeAsync(60_000);
    expect([sent, states.at(-1)]).toEqual([
      ["a"],
      { kind: "refused", message: "The body is larger than 65,536 bytes." },
    ]);
  });

  test("is not written again once the form was submitted", async () => {
    answers = [AWAY];
    saver.change("a");
    await vi.advanceTimersByTimeAsync(1_000);
    await saver.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual(["a"]);
  });
});
