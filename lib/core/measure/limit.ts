import { formatWritten } from "./format.ts";
import { baseOf, type Limit, type Unit } from "./metric.ts";

/** One bound, in the unit that a person writes (0.1 for 0.1 %). */
export type Bound = Limit["pass"];

/** The bound's value in base form: 0.001 for 0.1 %. */
export function limitAt(bound: Bound, unit: Unit): number {
  return baseOf(bound.value, unit);
}

const SIGN = { "<": "<", "<=": "≤", ">": ">", ">=": "≥" } as const;

/** "< 0.1 %", "≥ 475,000 learners". */
export function limitWords(bound: Bound, unit: Unit): string {
  return `${SIGN[bound.op]} ${formatWritten(bound.value, unit)}`;
}

/** Whether a value in base form satisfies the bound. */
export function satisfies(value: number, bound: Bound, unit: Unit): boolean {
  const at = limitAt(bound, unit);
  switch (bound.op) {
    case "<":
      return value < at;
    case "<=":
      return value <= at;
    case ">":
      return value > at;
    case ">=":
      return value >= at;
    default:
      return bound.op satisfies never;
  }
}

/** True where the bound holds for small values ("<", "<="). */
export function isUpper(bound: Bound): boolean {
  return bound.op === "<" || bound.op === "<=";
}
