import { ticksIn } from "../time.ts";
import type { TargetWindow, Window } from "./window.ts";

/** Target-ticks measured / expected of `targets` over the window's range, 0 to 1; 0 where nothing is expected. */
export function coverageOf(
  window: Window,
  targets: readonly TargetWindow[],
  measuredIn: (target: TargetWindow) => number,
): number {
  const expected = targets.length * ticksIn(window.range);
  const measured = targets.reduce((sum, target) => sum + measuredIn(target), 0);
  return expected === 0 ? 0 : Math.min(1, measured / expected);
}
