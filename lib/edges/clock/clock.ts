import type { EpochMs } from "#core/time";
import type { Clock, ClockSetting } from "#engine/ports";
import { pendingCalls } from "./pending-calls.ts";
import { steadyTime, type TimeSource } from "./steady-time.ts";

/** 36 h in 3.6 minutes; faster, a tick would be shorter than a timer is exact. */
const FASTEST = 600;

/** A clock whose rate can change while it runs. */
export type RehearsalClock = Clock & {
  /** Goes on from now() at `rate` clock ms per real ms, moves pending calls, and returns the new setting. Throws outside (0, 600]. */
  setRate(rate: number): ClockSetting;
};

/** A clock that does as another process's clock does. */
export type FollowingClock = Clock & { follow(setting: ClockSetting): void };

/** UTC, never going backwards: see `steadyTime`. */
export function realClock(source?: TimeSource): Clock {
  const at = steadyTime(source)();
  return settableClock({ kind: "production", rate: 1, realAt: at, clockAt: at }, source).clock;
}

/** Reads `startAt` now (default: the real time) and runs `rate` times as fast. Throws when `rate` is outside (0, 600]. */
export function rehearsalClock(
  wanted: { readonly startAt?: EpochMs; readonly rate: number },
  source?: TimeSource,
): RehearsalClock {
  checkRate(wanted.rate);
  const realAt = steadyTime(source)();
  const { clock, real, set } = settableClock(
    { kind: "rehearsal", rate: wanted.rate, realAt, clockAt: wanted.startAt ?? realAt },
    source,
  );
  return {
    ...clock,
    setRate(rate) {
      checkRate(rate);
      const clockAt = clock.now();
      set({ kind: "rehearsal", rate, realAt: real(), clockAt });
      return clock.setting();
    },
  };
}

/** The clock that `setting` describes. On a new setting it may wait for the other clock, never step back. */
export function followingClock(setting: ClockSetting, source?: TimeSource): FollowingClock {
  checkRate(setting.rate);
  const { clock, set } = settableClock(setting, source);
  return { ...clock, follow: set };
}

function checkRate(rate: number): void {
  if (!(rate > 0 && rate <= FASTEST))
    throw new RangeError(`a clock's rate must be above 0 and at most ${FASTEST}, not ${rate}`);
}

type SettableClock = { readonly clock: Clock; real(): EpochMs; set(setting: ClockSetting): void };

function settableClock(first: ClockSetting, source?: TimeSource): SettableClock {
  const real = steadyTime(source);
  let setting = first;
  let last = -Infinity;
  const now = (): EpochMs => {
    last = Math.max(last, setting.clockAt + (real() - setting.realAt) * setting.rate);
    return last;
  };
  const calls = pendingCalls(now, () => setting.rate);
  return {
    clock: { setting: () => setting, now, at: (at, run) => calls.add(at, run) },
    real,
    set(next) {
      now();
      setting = next;
      calls.replan();
    },
  };
}
