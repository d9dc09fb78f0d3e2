import { TICK_MS, tickAt, type Tick } from "#core/time";
import type { Health } from "#wire/frame";
import { patienceTicks } from "./patience.ts";
import type {
  Clock,
  EngineCounters,
  OwnFaults,
  Publisher,
  SamplerHealth,
  SampleWriter,
  StrayErrors,
  TickReport,
  UnreadableRows,
} from "./ports.ts";

/** Ticks without a report after which the sampler counts as down. */
const PATIENCE_TICKS = 2;

/** How well Holdpoint itself is doing, and what it has done since it started. */
export type Vitals = {
  heard(report: TickReport, fresh: number): void;
  /** Whether the last thing that was to be stored was: where only pushes come in, no sample waits to tell. */
  stored(well: boolean): void;
  /** The newest tick measured, or the newest that is over while the sampler is down; null before the first. */
  tick(): Tick | null;
  health(): Health;
  count(
    name: Exclude<keyof EngineCounters, "ticks" | "samples" | "unreadable" | "strayErrors" | "cutOff">,
    by: number,
  ): void;
  counters(): EngineCounters;
};

export type VitalsParts = {
  readonly clock: Clock;
  readonly writer: Pick<SampleWriter, "state">;
  readonly publisher: Pick<Publisher, "connected" | "cutOff">;
  readonly faults: Pick<OwnFaults, "list">;
  readonly unreadable: Pick<UnreadableRows, "count">;
  readonly strayErrors: StrayErrors;
};

export function vitals({ clock, writer, publisher, faults, unreadable, strayErrors }: VitalsParts): Vitals {
  const counters = { ticks: 0, samples: 0, pushed: 0, duplicates: 0, frames: 0 };
  const state: { tick: Tick | null; sampler: SamplerHealth | null; stored: boolean } = {
    ...{ tick: null, sampler: null, stored: true },
  };
  const store = (): Health["store"] => {
    const { reachable, ...rest } = writer.state();
    return { reachable: reachable && state.stored, ...rest };
  };
  const over = (): Tick => tickAt(clock.now()) - 1;
  const alive = (): boolean =>
    state.tick !== null && over() + 1 - state.tick <= patienceTicks(PATIENCE_TICKS, TICK_MS / clock.setting().rate);
  return {
    heard: (report, fresh) => {
      state.tick = report.tick;
      state.sampler = report.health;
      counters.ticks += 1;
      counters.samples += fresh;
    },
    stored: (well) => void (state.stored = well),
    tick: () => (state.tick === null || alive() ? state.tick : over()),
    health: () => ({
      sampler: {
        alive: alive(),
        ticksMissed: state.sampler?.ticksMissed ?? 0,
        jitterMsP99: Math.round((state.sampler?.jitterMsP99 ?? 0) * 10) / 10,
      },
      store: store(),
      displays: publisher.connected(),
      faults: [...faults.list()],
    }),
    count: (name, by) => void (counters[name] += by),
    counters: () => ({
      ...counters,
      unreadable: unreadable.count(),
      strayErrors: strayErrors.count(),
      cutOff: publisher.cutOff(),
    }),
  };
}
