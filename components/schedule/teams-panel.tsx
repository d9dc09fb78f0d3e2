import type { ReactNode } from "react";
import type { Phase } from "#core/plan/phases";
import type { ShiftsNow } from "#browser/use-shifts";
import { Panel } from "#components/ui/panel";

const DUTY: Readonly<Record<Phase["crew"][number]["duty"], string>> = {
  lead: "Lead",
  primary: "Primary",
  secondary: "Secondary",
  support: "Support",
  escalation: "Escalation",
  metrics: "Metrics",
};

/** Who does what in each phase, and how one talks; the phase that runs is unfolded. */
export function TeamsPanel({ held }: { readonly held: ShiftsNow }): ReactNode {
  const { plan, schedule, now } = held;
  return (
    <Panel id="teams" title="Teams and structure">
      {plan.phases.map((phase) => {
        const span = schedule.phases.find(({ id }) => id === phase.id);
        const isNow = span !== undefined && span.from <= now && now < span.to;
        return (
          <details key={phase.id} open={isNow} className="border-t border-line first-of-type:border-t-0">
            <summary className="min-h-11 py-2 font-medium">
              {phase.label}
              {isNow && <span className="ml-2 text-sm font-normal text-soft">now</span>}
            </summary>
            <PhaseTeam phase={phase} held={held} />
          </details>
        );
      })}
    </Panel>
  );
}

function PhaseTeam({ phase, held }: { readonly phase: Phase; readonly held: ShiftsNow }): ReactNode {
  const { roles } = held.plan.people;
  const label = (id: string): string => roles.find((role) => role.id === id)?.label ?? id;
  const holder = (id: string): string => held.room.roster.holders[id]?.name ?? "nobody";
  return (
    <div className="flex flex-col gap-3 pb-4">
      {phase.purpose !== undefined && <p className="text-soft">{phase.purpose}</p>}
      {phase.crew.length > 0 && (
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {phase.crew.map(({ duty, roles: ids, presence }) => (
            <div key={duty} className="min-w-0">
              <dt className="text-sm font-semibold text-soft">
                {DUTY[duty]}: <span className="font-normal">{presence}</span>
              </dt>
              {ids.map((id) => (
                <dd key={id}>
                  {label(id)} <span className="text-soft">({holder(id)})</span>
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      {phase.routine.length > 0 && (
        <ul className="text-sm">
          {phase.routine.map(({ id, label: words, at, every, owner }) => (
            <li key={id}>
              {words}
              <span className="text-soft">
                {at !== undefined && `, daily at ${at} UTC`}
                {every !== undefined && `, every ${every}`}, {label(owner)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {phase.channels.length > 0 && <p className="text-sm text-soft">How one talks: {phase.channels.join("; ")}.</p>}
    </div>
  );
}
