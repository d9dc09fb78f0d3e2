import type { ProbeConfig } from "#core/config/target-config";
import { TICK_MS } from "#core/time";
import type { Clock, ClockSetting, TickReport } from "#engine/ports";
import type { TickColumns } from "./protocol.ts";
import { keepChild } from "./sampler-child.ts";
import { samplesOf } from "./tick-columns.ts";
import { tickTally, type SamplerStatus } from "./tick-tally.ts";

/** A child silent for so many ticks, and at least so long, hangs and is replaced. */
const SILENT_TICKS = 4;
const SILENT_MS = 10_000;

export type SamplerOptions = {
  readonly targets: readonly ProbeConfig[];
  readonly clock: Clock;
  /** Once per closed tick, ticks rising. */
  onTick(report: TickReport): void;
  /** When the sampler's process came up or died. */
  onHealth(status: SamplerStatus): void;
};

export type Sampler = {
  /** Takes effect at the next tick. */
  setTargets(targets: readonly ProbeConfig[]): void;
  /** Call with the clock's new setting after its rate changed. */
  setClock(setting: ClockSetting): void;
  status(): SamplerStatus;
  /** The sampler's process, for operators and tests; null while it is being started again. */
  pid(): number | null;
  close(): Promise<void>;
};

/**
 * Probes `targets` once per tick of `clock` from a process of its own, so that a busy parent bends no latency. `child` may have
 * been begun before all this was known: it takes a while to come up.
 */
export function startSampler({ targets, clock, onTick, onHealth }: SamplerOptions, child = keepChild()): Sampler {
  const lists = targetLists(targets);
  const tally = tickTally(clock);
  const watchdog = silenceWatch(clock, () => child.kill());

  /** A new process asks for the clock and the targets. */
  function greet(): void {
    tally.ready();
    child.send({ kind: "clock", setting: clock.setting() });
    child.send({ kind: "targets", ...lists.newest() });
    onHealth(tally.status());
  }

  function report(columns: TickColumns): void {
    const ids = lists.ids(columns.list);
    if (!ids || !tally.count(columns)) return;
    onTick({ tick: columns.tick, samples: samplesOf(columns, ids), health: tally.status().health });
  }

  child.listen({
    onMessage(message) {
      watchdog.heard();
      if (message.kind === "tick") report(message);
      else greet();
    },
    onDeath: () => (tally.died(), onHealth(tally.status())),
  });

  return {
    setTargets(changed) {
      lists.add(changed);
      child.send({ kind: "targets", ...lists.newest() });
    },
    setClock(setting) {
      child.send({ kind: "clock", setting });
      watchdog.heard();
    },
    status: tally.status,
    pid: child.pid,
    async close() {
      watchdog.stop();
      await child.close();
    },
  };
}

type TargetList = { readonly list: number; readonly targets: readonly ProbeConfig[] };
type TargetLists = {
  add(targets: readonly ProbeConfig[]): void;
  newest(): TargetList;
  ids(list: number): readonly string[] | null;
};

/** The newest lists of targets by number: a tick that closes after a change still names the list before. */
function targetLists(first: readonly ProbeConfig[]): TargetLists {
  const ids = new Map<number, readonly string[]>();
  let newest: TargetList = { list: 0, targets: [] };
  const add = (targets: readonly ProbeConfig[]): void => {
    newest = { list: newest.list + 1, targets };
    ids.set(
      newest.list,
      targets.map((target) => target.id),
    );
    ids.delete(newest.list - 20);
  };
  add(first);
  return { add, newest: () => newest, ids: (list) => ids.get(list) ?? null };
}

type SilenceWatch = { heard(): void; stop(): void };

/** Calls `onSilence` when nothing was heard for too long; armed again by what is heard next. */
function silenceWatch(clock: Clock, onSilence: () => void): SilenceWatch {
  let timer: NodeJS.Timeout | undefined;
  let count = 0;
  return {
    heard() {
      clearTimeout(timer);
      const heardAt = ++count;
      // Timers run before messages are read: after a stall of ours, what is waiting there is heard first.
      const check = (): void => void setImmediate(() => count === heardAt && onSilence());
      timer = setTimeout(check, Math.max(SILENT_MS, (SILENT_TICKS * TICK_MS) / clock.setting().rate));
    },
    stop: () => clearTimeout(timer),
  };
}
