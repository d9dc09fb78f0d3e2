import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { scheduleOf, type Schedule } from "#core/plan/schedule";
import { durationWords } from "#core/time-words";
import { momentIn } from "#browser/format-time";

type Props = { readonly plan: Plan; readonly from: number; readonly to: number };

const GATES_SHOWN = 3;

/** The dates of T0, of every phase and of the first gates, as they are and as they would be. */
export function MovedDates({ plan, from, to }: Props): ReactNode {
  const before = datesOf(scheduleOf(plan, from));
  const after = datesOf(scheduleOf(plan, to));
  return (
    <div>
      <p className="mb-1 font-medium">
        {durationWords(Math.abs(to - from))} {to > from ? "later" : "earlier"}
      </p>
      <div
        tabIndex={0}
        role="region"
        aria-label="Old and new dates"
        className="max-h-64 overflow-auto rounded-md border border-line"
      >
        <table className="w-full text-sm">
          <thead className="text-left text-soft">
            <tr>
              <th scope="col" className="px-2 py-1 font-medium">
                What
              </th>
              <th scope="col" className="px-2 py-1 font-medium">
                Old, UTC
              </th>
              <th scope="col" className="px-2 py-1 font-medium">
                New, UTC
              </th>
            </tr>
          </thead>
          <tbody>
            {before.map(({ key, label, at }, index) => (
              <tr key={key} className="border-t border-line align-baseline">
                <th scope="row" className="px-2 py-1 text-left font-medium">
                  {label}
                </th>
                <td className="px-2 py-1 whitespace-nowrap text-soft">{dateWords(at)}</td>
                <td className="px-2 py-1 font-medium whitespace-nowrap">{dateWords(after[index]?.at ?? to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

type Dated = { readonly key: string; readonly label: string; readonly at: number };

function datesOf({ t0, phases, checkpoints }: Schedule): readonly Dated[] {
  const gates = checkpoints.filter(({ kind }) => kind === "gate").slice(0, GATES_SHOWN);
  return [
    { key: "t0", label: "T0", at: t0 },
    ...gates.map(({ id, label, at }) => ({ key: `gate ${id}`, label: `Gate ${label}`, at })),
    ...phases.map(({ id, label, from }) => ({ key: `phase ${id}`, label: `${label} begins`, at: from })),
    ...phases.slice(-1).map(({ id, label, to }) => ({ key: `end ${id}`, label: `${label} ends`, at: to })),
  ];
}

function dateWords(at: number): string {
  const { date, time } = momentIn(at, "UTC");
  return `${date}, ${time}`;
}
