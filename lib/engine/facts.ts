import type { Plan } from "#core/plan/plan";
import type { Account } from "#core/room/actor";
import type { Facts } from "#core/room/deciding";
import type { Evidence } from "#core/room/evidence";
import { measuredEvidence } from "#core/room/closing/criterion-standing";
import type { TargetReading } from "#wire/frame";
import type { Moment } from "./windows.ts";

export type FactParts = {
  readonly plan: Plan;
  readonly moment: Moment;
  readonly readings: readonly TargetReading[];
  readonly accounts: readonly Account[];
  readonly displays: number;
  readonly configuration: Facts["configuration"];
  readonly sampling: boolean;
};

/** Everything measured, connected and configured at this moment that a decision may rest on. */
export function factsOf(parts: FactParts): Facts {
  const { plan, readings, accounts, displays, configuration, sampling } = parts;
  const figures = plan.metrics.flatMap(({ id }): [string, Evidence][] => {
    const figure = figureOf(parts, id);
    return figure ? [[id, figure]] : [];
  });
  return {
    accounts,
    displays,
    configuration,
    sampling,
    figures: new Map(figures),
    targets: readings.map(({ id }) => id),
    segments: plan.segments.map(({ id, label }) => {
      const known = readings.filter((target) => target.segment === id);
      return { id, label, up: known.filter(({ state }) => state === "up").length, total: known.length };
    }),
  };
}

function figureOf({ plan, moment }: FactParts, id: string): Evidence | null {
  const metric = plan.metrics.find((candidate) => candidate.id === id);
  if (!metric) return null;
  return measuredEvidence(plan, metric, { window: moment.now, range: moment.now(metric.formula).range });
}
