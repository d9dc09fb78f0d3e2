import { placesOf, problemsIn } from "../config/problems.ts";
import { accept, refuse, type Outcome } from "../outcome.ts";
import { referenceProblems } from "./lint/references.ts";
import { soundnessProblems } from "./lint/soundness.ts";
import { planSchema, type Plan } from "./plan.ts";

/**
 * A plan from whatever was read. Refuses as `invalid` with every problem at once in `places`: fields that are wrong, missing
 * or unknown, names that nothing bears, and figures that cannot hold together.
 */
export function parsePlan(document: unknown): Outcome<Plan> {
  const parsed = planSchema.safeParse(document);
  const problems = [
    ...(parsed.success ? [] : problemsIn(parsed.error, document)),
    ...referenceProblems(document),
    ...(parsed.success ? soundnessProblems(parsed.data) : []),
  ];
  if (parsed.success && problems.length === 0) return accept(parsed.data);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return refuse("invalid", `The plan has ${count}.`, placesOf(problems, document));
}
