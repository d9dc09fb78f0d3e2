import { Blend, Circle, CircleDot, Layers, UserRoundX, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { dateOf } from "#core/plan/when";
import { sprintLabel } from "#core/sprint/labels";
import {
  overloadedOwners,
  type Load,
  type LoadState,
  type Resources,
  type ResourceWeek,
  type TeamLines,
} from "#core/sprint/resources";
import { lastDay, type SprintNow } from "#core/sprint/sprint-now";
import { Panel } from "#components/ui/panel";

type Props = {
  readonly plan: Plan;
  readonly resources: Resources;
  readonly sprint: SprintNow;
  readonly now: number;
};

const LOOK: Readonly<Record<LoadState, { icon: LucideIcon; word: string; text: string }>> = {
  busy: { icon: CircleDot, word: "busy", text: "text-ink" },
  part: { icon: Circle, word: "in part", text: "text-soft" },
  free: { icon: UserRoundX, word: "free", text: "text-warn" },
  shared: { icon: Layers, word: "shared", text: "text-ink" },
  stretched: { icon: Blend, word: "stretched", text: "text-fail" },
};
const STATES = { prepares: "prepares", intensive: "intensive", winds_down: "winds down", done: "done" } as const;

/** The plan's people by team and week against the streams they serve; who is free, and who serves too much at once. */
export function ResourcesPanel({ plan, resources, sprint, now }: Props): ReactNode {
  const { teams, weeks, fte, statedFte } = resources;
  if (teams.length === 0) return null;
  const overloaded = overloadedOwners(sprint);
  const differs = statedFte !== null && statedFte !== fte ? `, where the plan says ${statedFte}` : "";
  return (
    <Panel id="resources" title={`People: ${fte} FTE${differs}`}>
      <div role="region" aria-label="People by team and week" tabIndex={0} className="overflow-x-auto">
        <table className="w-full min-w-[56rem] table-fixed text-left text-sm">
          <thead>
            <tr className="align-top">
              <th scope="col" className="w-[22rem] pr-4 pb-2 font-medium text-soft">
                Team
              </th>
              {weeks.map((week) => (
                <WeekHead key={week.id} week={week} plan={plan} isNow={now >= week.from && now < week.to} />
              ))}
            </tr>
          </thead>
          {teams.map((team) => (
            <TeamBody key={team.id} team={team} weeks={weeks} plan={plan} />
          ))}
          <tfoot>
            <tr className="border-t-2 border-line align-top">
              <th scope="row" className="py-2 pr-4 font-medium">
                To be settled
              </th>
              {weeks.map((week) => (
                <td key={week.id} className="py-2 pr-4">
                  <Unsettled week={week} plan={plan} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {overloaded.map(({ owner, tasks }) => (
        <p key={owner} className="mt-2 font-medium text-warn">
          {owner} owns {tasks.length} tasks at the same time: {tasks.join(", ")}.
        </p>
      ))}
      <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
        {HELP.map(({ state, words }) => (
          <li key={state} className="flex items-center gap-1.5">
            <Mark state={state} /> {words}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const HELP = [
  { state: "busy", words: "their own stream is intensive" },
  { state: "part", words: "it prepares or winds down" },
  { state: "free", words: "it does nothing that week" },
  { state: "shared", words: "serve what goes on" },
  { state: "stretched", words: "serve two intensive streams at once" },
] as const;

function Mark({ state }: { readonly state: LoadState }): ReactNode {
  const { icon: Icon, word, text } = LOOK[state];
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap ${text}`}>
      <Icon aria-hidden="true" className="icon" />
      {word}
    </span>
  );
}

type HeadProps = { readonly week: ResourceWeek; readonly plan: Plan; readonly isNow: boolean };

function WeekHead({ week, plan, isNow }: HeadProps): ReactNode {
  return (
    <th scope="col" aria-current={isNow ? "date" : undefined} className="pr-4 pb-2 font-medium">
      {week.label}
      {isNow && <span className="ml-2 text-accent">now</span>}
      <span className="block font-normal text-soft">
        {dateOf(week.from).slice(5)} to {lastDay(week.to).slice(5)}
      </span>
      {week.streams.map(({ stream, state }) => (
        <span key={stream} className={`block font-normal ${state === "intensive" ? "" : "text-soft"}`}>
          {sprintLabel(plan, stream)}: {STATES[state]}
        </span>
      ))}
    </th>
  );
}

type BodyProps = { readonly team: TeamLines; readonly weeks: readonly ResourceWeek[]; readonly plan: Plan };

function TeamBody({ team, weeks, plan }: BodyProps): ReactNode {
  return (
    <tbody>
      <tr className="border-t border-line">
        <th scope="rowgroup" colSpan={weeks.length + 1} className="pt-2 font-semibold">
          {team.label}, {team.fte} FTE
        </th>
      </tr>
      {team.lines.map((line) => (
        <tr key={line.label} className="align-top">
          <th scope="row" className="py-1 pr-4 font-normal">
            {line.fte} × {line.label}
            {line.stream !== null && <span className="text-soft">, {sprintLabel(plan, line.stream)}</span>}
          </th>
          {line.loads.map((load, index) => (
            <td key={weeks[index]?.id} className="py-1 pr-4">
              <LoadMark load={load} fte={line.fte} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function LoadMark({ load, fte }: { readonly load: Load; readonly fte: number }): ReactNode {
  return (
    <>
      <span className="inline-block w-4 tabular-nums">{fte}</span>
      <Mark state={load.state} />
    </>
  );
}

function Unsettled({ week, plan }: Pick<HeadProps, "week" | "plan">): ReactNode {
  const { free, stretched, uncovered } = week;
  if (free === 0 && stretched === 0 && uncovered.length === 0) return <span className="text-soft">Nothing</span>;
  return (
    <>
      {free > 0 && <span className="block text-warn">{free} FTE free</span>}
      {stretched > 0 && <span className="block text-fail">{stretched} FTE stretched</span>}
      {uncovered.map((stream) => (
        <span key={stream} className="block text-fail">
          {sprintLabel(plan, stream)}: nobody of its own
        </span>
      ))}
    </>
  );
}
