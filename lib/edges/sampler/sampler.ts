import type { ProbeConfig } from "#core/config/target-config";
import { TICK_MS, tickAt, type Tick } from "#core/time";
import type { Clock, ClockSetting, SamplerHealth, TickReport } from "#engine/ports";
import type { TickColumns } from "./protocol.ts";
import { keepChild, type SamplerChild } from "./sampler-child.ts";
import { samplesOf } from "./tick-columns.ts";

/** A child silent for so many ticks, and at least so long, hangs and is replaced. */
const SILENT_TICKS = 4;
const SILENT_MS = 10_000;

/** `alive` while the sampler's process runs; `restarts` counts how often it had to be started again. */
export type SamplerStatus = { readonly alive: boolean; readonly restarts: number; readonly health: SamplerHealth };

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

/** Probes `targets` once per tick of `clock` from a process of its own, so that a busy parent bends no latency. */
export function startSampler({ targets: first, clock, onTick, onHealth }: SamplerOptions): Sampler {
  const lists = targetLists(first);
  const tally = tickTally(clock);
  let [alive, restarts] = [false, 0];
  const status = (): SamplerStatus => ({ alive, restarts, health: tally.health() });
  const watchdog = silenceWatch(
    () => clock.setting().rate,
    () => child.kill(),
  );

  const child: SamplerChild = keepChild({
    onMessage(message) {
      watchdog.heard();
      if (message.kind === "tick") report(message);
      else greet();
    },
    onDeath(deaths) {
      [alive, restarts] = [false, deaths];
      onHealth(status());
    },
  });

  /** A new process asks for the clock and the targets. */
  function greet(): void {
    alive = true;
    tally.ready();
    child.send({ kind: "clock", setting: clock.setting() });
    child.send({ kind: "targets", ...lists.newest() });
    onHealth(status());
  }

  function report(columns: TickColumns): void {
    const ids = lists.ids(columns.list);
    if (!ids || !tally.count(columns)) return;
    onTick({ tick: columns.tick, samples: samplesOf(columns, ids), health: tally.health() });
  }

  return {
    setTargets(targets) {
      lists.add(targets);
      child.send({ kind: "targets", ...lists.newest() });
    },
    setClock(setting) {
      child.send({ kind: "clock", setting });
      watchdog.heard();
    },
    status,
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

type TickTally = { ready(): void; count(columns: TickColumns): boolean; health(): SamplerHealth };

/** Ticks run and missed since the sampler was first ready: by a stall, a sleeping machine, or while it was dead. */
function tickTally(clock: Clock): TickTally {
  const startedAt = clock.now();
  let first: Tick | null = null;
  let [last, run, jitterMsP99] = [-Infinity, 0, 0];
  return {
    ready: () => void (first ??= tickAt(clock.now()) + 1),
    /** False for a tick that was counted before. */
    count(columns) {
      if (columns.tick <= last) return false;
      [last, run, jitterMsP99] = [columns.tick, run + 1, columns.jitterMsP99];
      first = Math.min(first ?? columns.tick, columns.tick);
      return true;
    },
    health() {
      // A tick is overdue once the one after it is over too.
      const due = Math.max(last, tickAt(clock.now()) - 2);
      const ticksMissed = first === null ? 0 : Math.max(0, due - first + 1 - run);
      return { startedAt, ticksRun: run, ticksMissed, jitterMsP99 };
    },
  };
}

type SilenceWatch = { heard(): void; stop(): void };

/** Calls `onSilence` when nothing was heard for too long; armed again by what is heard next. */
function silenceWatch(rate: () => number, onSilence: () => void): SilenceWatch {
  let timer: NodeJS.Timeout | undefined;
  let count = 0;
  return {
    heard() {
      clearTimeout(timer);
      const heardAt = ++count;
      // Timers run before messages are read: after a stall of ours, what is waiting there is heard first.
      const check = (): void => void setImmediate(() => count === heardAt && onSilence());
      timer = setTimeout(check, Math.max(SILENT_MS, (SILENT_TICKS * TICK_MS) / rate()));
    },
    stop: () => clearTimeout(timer),
  };
}
