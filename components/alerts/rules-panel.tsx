import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { ruleLevels } from "#browser/rule-words";
import { SeverityMark } from "#components/live/severity-mark";
import { Panel } from "#components/ui/panel";

/** Every rule of the plan: what would fire, and how badly. */
export function RulesPanel({ plan }: { readonly plan: Plan }): ReactNode {
  if (plan.alerts.length === 0) return null;
  return (
    <Panel id="rules" title="What would fire">
      <ul>
        {plan.alerts.map((rule) => (
          <li key={rule.id} className="border-t border-line py-2 first:border-t-0">
            <h3 className="font-medium">{rule.label}</h3>
            <ul>
              {ruleLevels(plan, rule).map(({ severity, words }) => (
                <li key={severity} className="grid grid-cols-[7rem_minmax(0,1fr)] items-baseline gap-x-3 text-sm">
                  <SeverityMark severity={severity} />
                  <span>{words}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
