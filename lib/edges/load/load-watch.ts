import { monitorEventLoopDelay } from "node:perf_hooks";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import type { OwnFaults } from "#engine/ports";

/** Of the heap that Node may use, how much is used; and how late timers are, in ms. */
export type LoadReading = { readonly heapShare: number; readonly lagMs: number };
export type Load = { readonly isShedding: boolean; readonly badLooks: number; readonly goodLooks: number };

const LOOK_MS = 500;
const TOO_MUCH = { heapShare: 0.75, lagMs: 1_000 };
const WELL = { heapShare: 0.6, lagMs: 200 };
/** A collection of garbage or one large page is no overload; a heap that fills up does not wait. */
const BAD_LOOKS = 4;
const GOOD_LOOKS = 10;
const FAULT = "shedding-load";
/** Of what is held, how much garbage may pile up: left to itself, V8 lets it grow to three times as much. */
const MOST_GARBAGE_PERCENT = 50;

export const CALM: Load = { isShedding: false, badLooks: 0, goodLooks: 0 };

/** Whether load is shed after one more look: at once when the heap is short, after two seconds of lag, until five are well. */
export function nextLoad(before: Load, { heapShare, lagMs }: LoadReading): Load {
  const isBad = heapShare > TOO_MUCH.heapShare || lagMs > TOO_MUCH.lagMs;
  const isWell = heapShare < WELL.heapShare && lagMs < WELL.lagMs;
  const badLooks = isBad ? before.badLooks + 1 : 0;
  const goodLooks = isWell ? before.goodLooks + 1 : 0;
  const begins = heapShare > TOO_MUCH.heapShare || badLooks >= BAD_LOOKS;
  return { isShedding: before.isShedding ? goodLooks < GOOD_LOOKS : begins, badLooks, goodLooks };
}

export type LoadWatch = { isShedding(): boolean; close(): Promise<void> };

type Watching = {
  readonly faults: Pick<OwnFaults, "raise" | "clear">;
  /** Frees memory: called at every look while load is shed. */
  readonly shed: () => void;
};

/** Keeps the heap small, watches it and the event loop, and says as a fault of Holdpoint's own that load is shed. */
export function watchLoad({ faults, shed }: Watching): LoadWatch {
  // read by V8 at every collection, so that it counts from the next one on
  setFlagsFromString(`--heap-growing-percent=${MOST_GARBAGE_PERCENT}`);
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let load = CALM;
  const look = (): void => {
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    const reading = { heapShare: used / limit, lagMs: delay.max / 1e6 };
    delay.reset();
    const before = load;
    load = nextLoad(before, reading);
    if (load.isShedding) {
      shed();
      faults.raise(FAULT, { severity: "high", sentence: sentenceOf(reading) });
    } else if (before.isShedding) faults.clear(FAULT);
  };
  const looking = setInterval(look, LOOK_MS).unref();
  return {
    isShedding: () => load.isShedding,
    close: () => {
      clearInterval(looking);
      delay.disable();
      return Promise.resolve();
    },
  };
}

function sentenceOf({ heapShare, lagMs }: LoadReading): string {
  const why =
    heapShare > WELL.heapShare
      ? `${Math.round(heapShare * 100)} % of its memory is used`
      : `it answers ${Math.round(lagMs)} ms late`;
  return `Holdpoint takes no new pages and displays for now: ${why}.`;
}
