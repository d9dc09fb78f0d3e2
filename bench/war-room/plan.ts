import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { PlanInput } from "#core/plan/plan";

const SHIPPED = new URL("../../plans/full-rollout-sprint-3.yaml", import.meta.url);
const FORM = "gate-2";

/** The field that takes a figure nobody measures. */
export const TYPED_FIELD = "tickets";

/** The shipped plan's file. */
export async function shippedPlan(): Promise<PlanInput> {
  return parse(await readFile(SHIPPED, "utf8")) as PlanInput;
}

/** The shipped plan's file with `count` more gates, `early-0` and so on: each has the second one's form, and one is due every second from T0 on. */
export async function planWithGates(count: number): Promise<object> {
  const plan = await shippedPlan();
  const form = plan.gates?.find(({ id }) => id === FORM);
  if (!form) throw new Error(`the shipped plan has no ${FORM}`);
  const gates = Array.from({ length: count }, (_, i) => ({
    ...form,
    id: `early-${i}`,
    label: `Early gate ${i}`,
    at: `${i + 1}s`,
  }));
  return { ...plan, gates: [...gates, ...(plan.gates ?? [])] };
}
