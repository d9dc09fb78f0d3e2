import { placesOf, problemsIn } from "../config/problems.ts";
import { crossProblems, soundPart, type Read } from "../config/sound-part.ts";
import { accept, refuse, type Outcome } from "../outcome.ts";
import { referenceProblems } from "./lint/references.ts";
import { SOUNDNESS } from "./lint/soundness.ts";
import { planSchema, type Plan, type PlanInput } from "./plan.ts";

/** For fields that no plan can do without, while others are looked at. */
const STAND_IN: PlanInput = {
  id: "plan",
  name: "Plan",
  version: "1",
  t0: "2000-01-01T00:00:00Z",
  metrics: [
    {
      id: "errors",
      label: "Errors",
      unit: "%",
      better: "lower",
      formula: { kind: "error_rate", source: "traffic" },
    },
  ],
  headlines: ["errors"],
  phases: [{ id: "phase", label: "Phase", from: "0h", to: "1h" }],
};

/**
 * Everything wrong with whatever was read, at once: fields that are wrong, missing or unknown, names that nothing bears, and
 * figures that cannot hold together; and the part of it that is well-formed.
 */
export function readPlan(document: unknown): Read<Plan> {
  const parsed = planSchema.safeParse(document);
  const part = parsed.success
    ? { value: parsed.data, document, lost: [] }
    : soundPart(planSchema, document, { fallback: STAND_IN });
  const problems = [
    ...(parsed.success ? [] : problemsIn(parsed.error, document)),
    ...referenceProblems(document),
    ...(part === null ? [] : crossProblems(part, SOUNDNESS)),
  ];
  return { problems, part };
}

/** A plan from whatever was read. Refuses as `invalid` with every problem at once in `places`. */
export function parsePlan(document: unknown): Outcome<Plan> {
  const { problems, part } = readPlan(document);
  if (part !== null && problems.length === 0) return accept(part.value);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return refuse("invalid", `The plan has ${count}.`, placesOf(problems, document));
}
