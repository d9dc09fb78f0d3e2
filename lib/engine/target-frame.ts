import { sourceOf, type Target } from "#core/target";
import type { TargetBody, TargetReading } from "#wire/frame";
import { forOnePart, readingOf, type Yardstick } from "./readings.ts";
import { windowOf, type Moment } from "./windows.ts";

export type TargetInput = {
  readonly target: Target;
  readonly reading: TargetReading;
  readonly yardsticks: readonly Yardstick[];
  readonly minimumCoverage: number;
};

/** One target's own state and those of its source's metrics that it gives, over the last five minutes. */
export function targetBody(moment: Moment, { target, reading, yardsticks, minimumCoverage }: TargetInput): TargetBody {
  const readings = yardsticks
    .filter(({ metric }) => !("source" in metric.formula) || metric.formula.source === sourceOf(target.kind))
    .map((yardstick) =>
      readingOf(
        forOnePart(yardstick),
        windowOf(moment.now(yardstick.metric.formula), ({ id }) => id === target.id),
        minimumCoverage,
      ),
    )
    .filter(({ value }) => value !== null);
  return { view: "target", target: reading, readings };
}
