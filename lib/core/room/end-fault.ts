import type { Plan } from "../plan/plan.ts";
import { secondFactorFault } from "../security/second-factor-fault.ts";
import type { Deciding } from "./deciding.ts";
import { formsOf } from "./form/form.ts";
import type { PlaybookExit } from "./playbook-run.ts";

/** A session, and who may ask it for a second factor; `plan` is null where it was not kept. */
export type Ending = Pick<Deciding, "secondFactor" | "votesNeedSecondFactor"> & { readonly plan: Plan | null };

/** Why the session may neither give the rollout up nor archive it, where a vote or a checkpoint needs a second factor; null: it may. */
export function endFault({ plan, secondFactor, votesNeedSecondFactor }: Ending): string | null {
  const asking = plan === null ? [] : [plan.poll, ...formsOf(plan)];
  return secondFactorFault("end", votesNeedSecondFactor || asking.some((one) => one.secondFactor), secondFactor);
}

/** As `endFault`, for whoever leaves a procedure: only the exit that gives the rollout up ends it. */
export function exitFault(exit: PlaybookExit, about: Ending): string | null {
  return exit === "abort" ? endFault(about) : null;
}
