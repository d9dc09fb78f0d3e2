import type { Plan } from "../plan/plan.ts";
import { momentWordsFrom } from "../time-words.ts";
import type { EpochMs } from "../time.ts";
import { procedureOf } from "./playbook-run.ts";
import { tail } from "./said.ts";

type Of = { readonly plan: Plan; readonly procedure: string };
type Begun = { readonly step: string; readonly until: EpochMs | null; readonly at: EpochMs };
type Done = { readonly step: string; readonly option: string | null; readonly note: string };

/** `"Find the cause" begins, to be done by 10:00 UTC.` */
export function stepBegins(of: Of, { step, until, at }: Begun): string {
  const due = until === null ? "" : `, to be done by ${momentWordsFrom(at, until)}`;
  return `"${stepOf(of, step)?.label ?? step}" begins${due}.`;
}

/** `"Decide" is done, Fix: The pool was small.` */
export function stepIsDone(of: Of, { step, option, note }: Done): string {
  const known = stepOf(of, step);
  const chosen = option === null ? "" : `, ${known?.options.find(({ id }) => id === option)?.label ?? option}`;
  return `"${known?.label ?? step}" is done${chosen}${tail(note)}`;
}

function stepOf({ plan, procedure }: Of, step: string): Plan["playbooks"][number]["steps"][number] | undefined {
  return procedureOf(plan, procedure)?.steps.find(({ id }) => id === step);
}
