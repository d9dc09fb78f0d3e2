import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { ownFaults } from "#engine/own-faults";
import { strayErrors, watchStrayErrors, type StrayWatch } from "./stray-errors.ts";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

function trial(watch = strayErrors): {
  readonly stray: StrayWatch;
  readonly shown: () => readonly { readonly severity: string; readonly sentence: string }[];
  readonly logged: { readonly about: Readonly<Record<string, unknown>>; readonly message: string }[];
  readonly ended: string[];
} {
  const faults = ownFaults(() => Date.now());
  const logged: { readonly about: Readonly<Record<string, unknown>>; readonly message: string }[] = [];
  const ended: string[] = [];
  const stray = watch({
    ...{ faults, now: () => Date.now() },
    log: { error: (about, message) => void logged.push({ about, message }) },
    end: (sentence) => void ended.push(sentence),
  });
  return { stray, shown: faults.list, logged, ended };
}

function reset(message = "read ECONNRESET from redis://:secret@host"): Error {
  return Object.assign(new Error(message), { code: "ECONNRESET" });
}

test("one error is logged with its stack, counted and shown without its text, and ends nothing", () => {
  const { stray, shown, logged, ended } = trial();
  stray.met(reset(), "uncaughtException");
  expect(logged).toMatchObject([{ about: { event: "uncaughtException" }, message: "an error that nothing handled" }]);
  expect(String(logged[0]?.about["error"])).toMatch(/read ECONNRESET[\s\S]+\n\s+at reset/);
  expect(stray.count()).toBe(1);
  expect(shown()).toMatchObject([
    {
      ...{ id: "stray-error", severity: "low" },
      sentence:
        'Holdpoint met an error that nothing handled (Error ECONNRESET) and went on; its log says where, as "an error that nothing handled".',
    },
  ]);
  expect(ended).toEqual([]);
});

test("the third within ten minutes is told, and an hour without any ends the fault", () => {
  const { stray, shown } = trial();
  const severities = [0, 11, 1, 1].map((minutes) => {
    vi.advanceTimersByTime(minutes * 60_000);
    stray.met(reset(), "uncaughtException");
    return shown()[0]?.severity;
  });
  expect(severities).toEqual(["low", "low", "low", "high"]);
  expect(shown()[0]?.sentence).toContain(
    "met 4 errors that nothing handled within an hour (the last: Error ECONNRESET)",
  );
  vi.advanceTimersByTime(59 * 60_000);
  expect(shown()).toHaveLength(1);
  vi.advanceTimersByTime(60_000);
  expect(shown()).toEqual([]);
});

describe("going on is not safe", () => {
  it("when the same error comes a hundred times within a minute, and is said once", () => {
    const { stray, ended } = trial();
    for (let i = 0; i < 99; i += 1) stray.met(reset(`query ${i} failed`), "unhandledRejection");
    expect(ended).toEqual([]);
    for (let i = 0; i < 50; i += 1) stray.met(reset(`query ${i} failed`), "unhandledRejection");
    expect(ended).toEqual([
      "Holdpoint ends, to be started again: it met the same error 100 times within a minute that nothing handled (the last: Error ECONNRESET).",
    ]);
    expect(stray.count()).toBe(149);
  });

  it("when 300 of any kind come within a minute", () => {
    const { stray, ended } = trial();
    for (let i = 0; i < 300; i += 1) stray.met(reset("x".repeat(i % 50)), "uncaughtException");
    expect(ended).toHaveLength(1);
    expect(ended[0]).toContain("300 errors within a minute");
  });

  it.each([
    Object.assign(new Error("spawn"), { code: "ENOMEM" }),
    new RangeError("Array buffer allocation failed"),
    Object.assign(new Error("worker"), { code: "ERR_WORKER_OUT_OF_MEMORY" }),
  ])("at once when memory ran out: %s", (error) => {
    const { stray, ended } = trial();
    stray.met(error, "uncaughtException");
    expect(ended).toEqual(["Holdpoint ends, to be started again: the machine gave it no more memory."]);
  });

  it("not when one comes with every tick for hours", () => {
    const { stray, ended } = trial();
    for (let i = 0; i < 3_000; i += 1) {
      vi.advanceTimersByTime(5_000);
      stray.met(reset(), "uncaughtException");
    }
    expect(ended).toEqual([]);
  });
});

test.each([[undefined], [null], ["text"], [Symbol("s")], [Object.create(null) as unknown], [{ code: 7 }]])(
  "whatever is thrown is taken",
  (thrown) => {
    const { stray, shown } = trial();
    stray.met(thrown, "unhandledRejection");
    expect(shown()).toHaveLength(1);
  },
);

test("it listens to this process until it is closed", () => {
  const before = ["uncaughtException", "unhandledRejection"].map((event) => process.listenerCount(event));
  const { stray } = trial(watchStrayErrors);
  const during = ["uncaughtException", "unhandledRejection"].map((event) => process.listenerCount(event));
  stray.close();
  expect(during).toEqual(before.map((n) => n + 1));
  expect(["uncaughtException", "unhandledRejection"].map((event) => process.listenerCount(event))).toEqual(before);
});
