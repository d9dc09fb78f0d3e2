import type { ProbeConfig } from "#core/config/target-config";
import { TICK_MS, tickAt, tickStart, type Tick } from "#core/time";
import type { Clock } from "#engine/ports";
import { createJitter } from "./jitter.ts";
import { paceStarts } from "./paced-starts.ts";
import type { FromSampler } from "./protocol.ts";
import { planStarts } from "./start-plan.ts";
import { openTick, type OpenTick, type Result } from "./tick-columns.ts";
import { watchedTargets, type Check, type Watched } from "./watched-targets.ts";

/** A wake-up later than this share of the tick leaves the tick out: it is missed, and never caught up. */
const TOO_LATE = 0.5;
/** With less than this (real ms) left of the tick that runs, the first tick is the next one. */
const LEAST_FIRST_MS = 1_000;
/** A check that took so much longer than its timeout was held up by us, and says nothing of the target. */
const ASLEEP_MS = 500;

export type TickLoop = {
  /** From the next tick on; the first list begins at once. `list` numbers the list in what is sent. */
  setTargets(list: number, targets: readonly ProbeConfig[]): void;
  /** Call after the clock's rate changed; plans with the new rate from the next tick on. */
  rateChanged(): void;
};

type LoopOptions = {
  readonly clock: Clock;
  open(config: ProbeConfig): Check;
  send(message: FromSampler): void;
};

/**
 * Runs ticks for ever. At each boundary the old tick is closed and sent, and the new one begun. The first one begins at
 * once where the tick that runs leaves time, and is closed when every target has answered: a room that opens shows soon. An
 * answer counts for the
 * tick in which its check began. Where ticks are shorter than answers (rehearsal) that tick may be closed: then it counts
 * for the tick in which it arrived, in which its target is not asked again; the ticks between are not measured.
 */
export function runTicks({ clock, open, send }: LoopOptions): TickLoop {
  const jitter = createJitter();
  const watched = watchedTargets(open);
  const ticks = oneAtATime((closed) => {
    jitter.endTick();
    send(closed.columns(watched.list, jitter.p99()));
  });
  let steadyRate = true;
  let stopStarts = (): void => {};

  function begin(tick: Tick): void {
    stopStarts();
    ticks.close();
    const now = clock.now();
    if (now - tickStart(tick) > TOO_LATE * TICK_MS) return beginAt(tickAt(now) + 1);
    beginAt(tick + 1);
    steadyRate = !ticks.atFirst();
    measure(tick);
  }

  function measure(tick: Tick): void {
    watched.adopt();
    stopStarts = startChecks({
      aheadMs: ticks.atFirst() ? TICK_MS : 0,
      clock,
      targets: watched.targets,
      tick: ticks.open(tick, watched.targets.length),
      openNow: ticks.now,
      begun: (lateMs) => steadyRate && jitter.add(lateMs),
      answered: ticks.closeFirst,
    });
  }

  function beginAt(tick: Tick): void {
    clock.at(tickStart(tick), () => begin(tick));
  }

  beginAt(tickAt(clock.now()) + 1);
  return {
    setTargets(list, targets) {
      watched.wish(list, targets);
      const tick = tickAt(clock.now());
      const leftMs = (tickStart(tick + 1) - clock.now()) / clock.setting().rate;
      if (!ticks.atFirst() || leftMs < LEAST_FIRST_MS) return;
      steadyRate = false;
      measure(tick);
    },
    rateChanged: () => void (steadyRate = false),
  };
}

type OpenTicks = {
  open(tick: Tick, targets: number): OpenTick;
  now(): OpenTick | null;
  /** True before the first tick is opened. */
  atFirst(): boolean;
  close(): void;
  /** Closes the first tick once it is full. */
  closeFirst(): void;
};

function oneAtATime(onClosed: (tick: OpenTick) => void): OpenTicks {
  let current: OpenTick | null = null;
  let opened = 0;
  const close = (): void => {
    if (current) onClosed(current);
    current = null;
  };
  return {
    open(tick, targets) {
      opened++;
      return (current = openTick(tick, targets));
    },
    now: () => current,
    atFirst: () => opened === 0,
    close,
    closeFirst: () => void (opened === 1 && current?.full() && close()),
  };
}

type TickChecks = {
  readonly clock: Clock;
  readonly targets: readonly Watched[];
  readonly tick: OpenTick;
  /** Clock ms by which the starts are brought forward: those of the first tick hurry, at the pace of late ones. */
  readonly aheadMs: number;
  openNow(): OpenTick | null;
  begun(lateMs: number): void;
  answered(): void;
};

/** Starts every target's check at its time in the tick; returns what stops starting more. */
function startChecks({ clock, targets, tick, aheadMs, openNow, begun, answered }: TickChecks): () => void {
  const { rate } = clock.setting();
  return paceStarts({
    plan: planStarts(
      targets.map((target) => target.config.timeoutMs),
      rate,
    ),
    elapsedMs: () => (clock.now() - tickStart(tick.tick) + aheadMs) / rate,
    start(index, lateMs) {
      const target = targets[index];
      if (!target || target.busy || tick.has(index)) return;
      begun(lateMs);
      check(target, (result) => {
        openNow()?.put(target.index, result);
        answered();
      });
    },
  });
}

/** The answer goes into the tick that is open when it comes: its own, unless ticks are shorter than answers. */
function check(target: Watched, put: (result: Result) => void): void {
  const begunAt = performance.now();
  target.busy = true;
  void target.probe.check().then((result) => {
    target.busy = false;
    const asleep = performance.now() - begunAt > target.config.timeoutMs + ASLEEP_MS;
    if (asleep || target.index < 0) return;
    put(result);
  });
}
