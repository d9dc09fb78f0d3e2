import type { Log, OwnFaults, StrayErrors } from "#engine/ports";

const FAULT = "stray-error";
const MINUTE_MS = 60_000;
const OFTEN = { times: 3, withinMs: 10 * MINUTE_MS };
const SHOWN_MS = 60 * MINUTE_MS;
/** What comes once per tick comes 12 times a minute, and the room is better with the rest of the program than without it. */
const MOST_A_MINUTE = { alike: 100, inAll: 300 };
const OUT_OF_MEMORY: readonly string[] = ["ENOMEM", "ERR_MEMORY_ALLOCATION_FAILED", "ERR_WORKER_OUT_OF_MEMORY"];

type Watching = {
  readonly faults: Pick<OwnFaults, "raise" | "clear">;
  readonly log: Pick<Log, "error">;
  /** By the real clock, in ms. */
  readonly now: () => number;
  /** Called once, with one sentence: going on is not safe. */
  readonly end: (sentence: string) => void;
};

type Met = { readonly at: number; readonly alike: string };

export type StrayWatch = StrayErrors & { met(error: unknown, event: string): void; close(): void };

/**
 * What no code took: thrown in a callback, an `error` event without a listener, a rejected promise. One of them must not end
 * the room, so it is logged with its stack, counted and shown as the own fault `stray-error`: low, and high once it is the
 * third within ten minutes, until an hour passed without. Where memory ran out, or there is no end of them, `end` is called.
 */
export function strayErrors({ faults, log, now, end }: Watching): StrayWatch {
  const state: { count: number; recent: readonly Met[]; isEnding: boolean; over?: NodeJS.Timeout } = {
    ...{ count: 0, recent: [], isEnding: false },
  };
  const met = (error: unknown, event: string): void => {
    log.error({ event, error: stackOf(error) }, "an error that nothing handled");
    state.count += 1;
    if (state.isEnding) return;
    const at = now();
    const latest = { at, alike: alikeOf(error) };
    state.recent = [...state.recent.filter((earlier) => earlier.at > at - SHOWN_MS), latest];
    const often = state.recent.filter((earlier) => earlier.at > at - OFTEN.withinMs).length >= OFTEN.times;
    faults.raise(FAULT, { severity: often ? "high" : "low", sentence: sentenceOf(state.recent.length, error) });
    clearTimeout(state.over);
    state.over = setTimeout(() => faults.clear(FAULT), SHOWN_MS).unref();
    const why = whyToEnd(error, state.recent);
    if (why === null) return;
    state.isEnding = true;
    end(why);
  };
  return { met, count: () => state.count, close: () => clearTimeout(state.over) };
}

/** Watches this process until it is closed. */
export function watchStrayErrors(watching: Watching): StrayWatch {
  const watch = strayErrors(watching);
  const listeners = ["uncaughtException", "unhandledRejection"].map(
    (event) => [event, (error: unknown) => watch.met(error, event)] as const,
  );
  for (const [event, listener] of listeners) process.on(event, listener);
  const close = (): void => {
    for (const [event, listener] of listeners) process.off(event, listener);
    watch.close();
  };
  return { ...watch, close };
}

function whyToEnd(error: unknown, recent: readonly Met[]): string | null {
  if (isOutOfMemory(error)) return "Holdpoint ends, to be started again: the machine gave it no more memory.";
  const latest = recent.at(-1);
  if (!latest) return null;
  const minute = recent.filter(({ at }) => at > latest.at - MINUTE_MS);
  const alike = minute.filter((each) => each.alike === latest.alike).length;
  if (alike < MOST_A_MINUTE.alike && minute.length < MOST_A_MINUTE.inAll) return null;
  const what = alike < MOST_A_MINUTE.alike ? `${minute.length} errors` : `the same error ${alike} times`;
  return `Holdpoint ends, to be started again: it met ${what} within a minute that nothing handled (the last: ${labelOf(error)}).`;
}

function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return OUT_OF_MEMORY.includes(codeOf(error) ?? "") || /out of memory|buffer allocation failed/i.test(error.message);
}

/** Without the error's message, which may hold what is nobody's business on a wall. */
function sentenceOf(times: number, error: unknown): string {
  const met =
    times === 1 ? "met an error that nothing handled" : `met ${times} errors that nothing handled within an hour`;
  const which = times === 1 ? labelOf(error) : `the last: ${labelOf(error)}`;
  return `Holdpoint ${met} (${which}) and went on; its log says where, as "an error that nothing handled".`;
}

function labelOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = codeOf(error);
  return (code === null ? error.name : `${error.name} ${code}`).slice(0, 80);
}

function codeOf(error: Error): string | null {
  return "code" in error && typeof error.code === "string" ? error.code : null;
}

/** Errors from one place of the code are alike, whatever numbers they name. */
function alikeOf(error: unknown): string {
  return stackOf(error).split("\n").slice(0, 3).join("\n").replace(/\d+/g, "#").slice(0, 1_000);
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return safeText(error);
  return (error.stack ?? safeText(error)).slice(0, 8_000);
}

/** Anything can be thrown, also what no text can be made of. */
function safeText(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return `a thrown ${typeof thrown}`;
  }
}
