import type { Tick } from "../time.ts";
import type { Sketch } from "./sketch.ts";

/** What one target says of one tick. At most one per target and tick is kept: the first. */
export type Sample = {
  readonly targetId: string;
  readonly tick: Tick;
  /** Available in this tick; null where the source says nothing of it (traffic counts). */
  readonly up: boolean | null;
  /** 1 for a probe; as many as they were for traffic. */
  readonly requests: number;
  readonly errors: number;
  /** Latencies in milliseconds of the requests that were answered; null when none was. */
  readonly latency: Sketch | null;
  /** Named readings of the tick: `cpu_percent`, `memory_mb`, `cache_hits`, `cache_misses`, `active_learners`, `revenue_usd`, ... */
  readonly gauges: Readonly<Record<string, number>>;
  /** Why `up` is false, in a few words; null otherwise. */
  readonly reason: string | null;
};
