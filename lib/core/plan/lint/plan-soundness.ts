import type { Plan } from "../plan.ts";
import { lintPlan } from "./lint-plan.ts";

/** The plan was checked when it was read; what it says twice must have been decided. In one sentence. */
export function planSoundness(plan: Plan): { readonly ok: boolean; readonly sentence: string } {
  const open = lintPlan(plan).filter(({ acknowledged }) => acknowledged === null).length;
  if (open === 0) return { ok: true, sentence: `Plan ${plan.version} and configuration are loaded and valid.` };
  return { ok: false, sentence: `The plan has ${open} undecided findings: holdpoint plan lint lists them.` };
}
