import { budgetSentence, errorBudget, type ErrorBudget } from "#core/measure/error-budget";
import { givenMeasure } from "#core/measure/evaluate";
import { baseOf, type MetricDefinition } from "#core/measure/metric";
import type { Plan } from "#core/plan/plan";
import { durationMs } from "#core/plan/when";
import { withTyped } from "#core/report/typed-figures";
import type { Evidence } from "#core/room/evidence";
import { evidenceOf, yardstickOf } from "#core/room/form/evidence-of";
import { fillField } from "#core/room/form/prefill";
import { wantedFor } from "#core/room/form/wanted";
import type { Room } from "#core/room/room";
import type { EpochMs, Range } from "#core/time";
import { checkpointReader } from "./checkpoint-reader.ts";
import { readWindow, type Stored } from "./stored-windows.ts";

export type FigureParts = Stored & { readonly plan: Plan; readonly room: Room };

type Asked = { readonly range: Range; readonly metrics: readonly MetricDefinition[]; readonly until: EpochMs };

/** Metrics over one range, filled and judged as a checkpoint's form is; what people typed in by `until` counts too. */
export async function readFigures(parts: FigureParts, { range, metrics, until }: Asked): Promise<readonly Evidence[]> {
  const { plan, room } = parts;
  const figures = range.to > range.from ? await measured(parts, range, metrics) : unmeasured(plan, range, metrics);
  return withTyped(plan, room, { figures, until });
}

async function measured(
  parts: FigureParts,
  range: Range,
  metrics: readonly MetricDefinition[],
): Promise<readonly Evidence[]> {
  const { plan } = parts;
  const filling = { plan, t0: range.from, previous: range.from, at: range.to, alerts: parts.room.alerts };
  const fields = metrics.map(({ id, label }) => ({
    ...{ kind: "measured" as const, id, label, metric: id, window: "since-t0", statistic: "value" as const },
  }));
  const source = await checkpointReader(parts).read(wantedFor(fields, filling));
  return fields.flatMap((field) => fillField(field, source, filling).evidence ?? []);
}

function unmeasured(plan: Plan, range: Range, metrics: readonly MetricDefinition[]): readonly Evidence[] {
  return metrics.flatMap((metric) => {
    const yardstick = yardstickOf(plan, metric.id);
    return yardstick ? [evidenceOf(yardstick, givenMeasure(metric, null, range), plan.minimumCoverage)] : [];
  });
}

/** What is left of the error budget at the end of `watched`, which begins at T0; null before that or without one in the plan. */
export async function readErrorBudget(parts: FigureParts, watched: Range): Promise<ErrorBudget | null> {
  const { errorBudget: planned } = parts.plan;
  if (!planned || watched.to <= watched.from) return null;
  const lengthMs = durationMs(planned.over);
  const range = { from: watched.from, to: Math.min(watched.to, watched.from + lengthMs) };
  return errorBudget(await readWindow(parts, range), { target: baseOf(planned.target, "%"), lengthMs });
}

/** The same in a sentence. */
export async function readBudget(parts: FigureParts, watched: Range): Promise<string | null> {
  const budget = await readErrorBudget(parts, watched);
  return budget && budgetSentence(budget, watched.to);
}
