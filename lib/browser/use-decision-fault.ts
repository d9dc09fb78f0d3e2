import type { Form } from "#core/room/form/form";
import { secondFactorFault } from "#core/security/second-factor-fault";
import { useSession } from "./use-session.ts";

/** Why whoever looks cannot sign a decision of this form, where the plan asks for a second factor; null for whoever may not decide. */
export function useDecisionFault(form: Pick<Form, "secondFactor"> | null, mayDecide: boolean): string | null {
  const session = useSession();
  if (!mayDecide || session?.kind !== "person") return null;
  return secondFactorFault("decision", form?.secondFactor, session.secondFactor);
}
