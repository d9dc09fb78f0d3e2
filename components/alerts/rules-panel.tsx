"use client";

import type { ReactNode } from "react";
import type { AlertRule } from "#core/plan/alerts";
import type { Plan } from "#core/plan/plan";
import { useAsk } from "#browser/ask-context";
import { ruleLevels } from "#browser/rule-words";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { SeverityMark } from "#components/live/severity-mark";
import { Panel } from "#components/ui/panel";
import { QUIET_BUTTON } from "../ui/field-looks.ts";
import { SilenceForm } from "./silence-form.tsx";

/** Every rule of the plan: what would fire, and how badly; what is planned to happen can be silenced before it does. */
export function RulesPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const { plan, me } = held;
  if (plan.alerts.length === 0) return null;
  const askSilence = ({ id, label }: AlertRule): void =>
    ask({
      title: `Silence: ${label}`,
      held,
      form: (close, now) => <SilenceForm alert={{ rule: id, subject: null, label }} held={now} onDone={close} />,
    });
  return (
    <Panel id="rules" title="What would fire">
      <ul>
        {plan.alerts.map((rule) => (
          <li
            key={rule.id}
            className="flex flex-wrap items-start justify-between gap-x-4 border-t border-line py-2 first:border-t-0"
          >
            <Rule plan={plan} rule={rule} />
            {isStaff(me) && (
              <button type="button" onClick={() => askSilence(rule)} className={QUIET_BUTTON}>
                Silence…<span className="sr-only"> {rule.label}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Rule({ plan, rule }: { readonly plan: Plan; readonly rule: AlertRule }): ReactNode {
  return (
    <div className="min-w-0 flex-1 basis-64">
      <h3 className="font-medium">{rule.label}</h3>
      <ul>
        {ruleLevels(plan, rule).map(({ severity, words }) => (
          <li key={severity} className="grid grid-cols-[7rem_minmax(0,1fr)] items-baseline gap-x-3 text-sm">
            <SeverityMark severity={severity} />
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
