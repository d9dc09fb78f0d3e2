import { PROBLEM_TYPE, problemText } from "./respond.ts";
import { startingRefusal } from "./route.ts";
import { sharedRuntime, type Runtime } from "./runtime.ts";
import { prometheusText } from "./prometheus-text.ts";

export type WatchAnswer = { readonly status: number; readonly type: string; readonly body: string };

const WATCHED = /^\/(healthz|readyz|metrics)(\?|$)/;
const TEXT = "text/plain; charset=utf-8";
const FULL_DISKS: readonly string[] = ["disk-full", "database-disk-full"];

/** Whether this address, with its query, is asked by programs that watch Holdpoint, by whatever name they know it. */
export function isWatched(url: string): boolean {
  return WATCHED.test(url);
}

/**
 * What programs that watch Holdpoint ask for, by path; null for every other address. Made at once, without Next,
 * whose own handler goes on in later rounds of the event loop, after what walls and pages have asked for.
 */
export function watchAnswer(path: string): WatchAnswer | null {
  switch (path) {
    // nothing else is asked, so that a slow database never gets the program restarted
    case "/healthz":
      return { status: 200, type: TEXT, body: "ok\n" };
    case "/readyz":
      return started(readiness);
    case "/metrics":
      return started(({ engine }) => ({
        status: 200,
        type: "text/plain; version=0.0.4; charset=utf-8",
        body: prometheusText(engine.health(), engine.counters()),
      }));
    default:
      return null;
  }
}

function started(answer: (runtime: Runtime) => WatchAnswer): WatchAnswer {
  const runtime = sharedRuntime();
  return runtime === null ? { ...problemText(startingRefusal()), type: PROBLEM_TYPE } : answer(runtime);
}

/**
 * 200 once ticks are measured and the store is reachable and has room, else 503 with what is missing; Holdpoint's own faults
 * with either.
 */
function readiness({ engine }: Runtime): WatchAnswer {
  const { sampler, store, faults } = engine.health();
  const isFull = faults.some(({ id }) => FULL_DISKS.includes(id));
  const missing = [
    sampler.alive ? null : "sampler",
    store.reachable ? null : "store",
    isFull ? "disk full" : null,
  ].filter((part) => part !== null);
  const ready = missing.length === 0;
  return {
    status: ready ? 200 : 503,
    type: "application/json",
    body: JSON.stringify({ ready, missing, faults }),
  };
}
