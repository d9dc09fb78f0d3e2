import Link from "next/link";
import type { ReactNode } from "react";
import type { ScheduledCheckpoint } from "#core/plan/schedule";
import type { ShiftsNow } from "#browser/use-shifts";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";

/** Shown before the rest is unfolded. */
const SHOWN = 3;

/** Daily checks, reviews and the recap of the later phases: each series with its next dates and who attends. */
export function LaterPanel({ held }: { readonly held: ShiftsNow }): ReactNode {
  const { plan, schedule } = held;
  const label = (id: string): string => plan.people.roles.find((role) => role.id === id)?.label ?? id;
  return (
    <Panel id="later" title="Later checks and reviews">
      {plan.recurring.length === 0 && <p className="text-soft">The plan names none.</p>}
      <ul className="flex flex-col divide-y divide-line">
        {plan.recurring.map((series) => (
          <li key={series.id} className="py-3 first:pt-0 last:pb-0">
            <p className="font-semibold">
              {series.label}
              <span className="ml-2 text-sm font-normal text-soft">
                {series.kind === "review" ? "review" : "check"}
                {series.on !== undefined && `, ${series.on.map(capital).join(", ")}`}
              </span>
            </p>
            <Dates dates={schedule.checkpoints.filter(({ form }) => form === series.id)} held={held} />
            {series.attends.length > 0 && <p className="text-sm text-soft">{series.attends.map(label).join(", ")}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

type DatesProps = { readonly dates: readonly ScheduledCheckpoint[]; readonly held: ShiftsNow };

function Dates({ dates, held }: DatesProps): ReactNode {
  const coming = dates.filter(({ at }) => at > held.now);
  const [first, rest] = [coming.slice(0, SHOWN), coming.slice(SHOWN)];
  const past = dates.length - coming.length;
  return (
    <>
      {coming.length === 0 && <p className="text-sm text-soft">All {dates.length} are over.</p>}
      <ul className="flex flex-col">
        {first.map((each) => (
          <DateLine key={each.id} checkpoint={each} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary className="min-h-11 py-2 text-sm text-soft">
            {rest.length} more{past > 0 && `; ${past} over`}
          </summary>
          <ul>
            {rest.map((each) => (
              <DateLine key={each.id} checkpoint={each} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function DateLine({ checkpoint }: { readonly checkpoint: ScheduledCheckpoint }): ReactNode {
  return (
    <li>
      <Link
        href={`/checkpoints/${encodeURIComponent(checkpoint.id)}`}
        className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-ink sm:min-h-8"
      >
        <Stamp at={checkpoint.at} date />
      </Link>
    </li>
  );
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
