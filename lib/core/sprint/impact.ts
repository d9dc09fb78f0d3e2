import { formatWritten } from "../measure/format.ts";
import type { Plan } from "../plan/plan.ts";
import type { Impact } from "../plan/sprint.ts";

export type Measure = NonNullable<Plan["sprint"]>["measures"][number];

export function measureOf({ sprint }: Plan, id: string): Measure | undefined {
  return sprint?.measures.find((measure) => measure.id === id);
}

/** A measure's value as a person writes it: "1.5 %". */
export function impactValue(plan: Plan, measure: string, value: number): string {
  const known = measureOf(plan, measure);
  return known ? formatWritten(Number(value.toPrecision(12)), known.unit) : formatWritten(value, "count");
}

const BASIS = { incremental: "more", cumulative: "in total", absolute: "" } as const;

/** "3 to 5 % more": what the plan expects of a measure. */
export function expectedWords(plan: Plan, { measure, low, high, basis }: Impact): string {
  const unit = measureOf(plan, measure)?.unit ?? "";
  const span =
    low === high ? formatWritten(low, unit) : `${formatWritten(low, "count")} to ${formatWritten(high, unit)}`;
  // "-5 to -3 %" is not more of anything
  return basis === "incremental" && low < 0 ? span : `${span} ${BASIS[basis]}`.trim();
}
