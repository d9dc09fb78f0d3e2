import { Fragment, type ReactNode } from "react";
import { movedDates } from "#core/plan/moved-dates";
import type { Plan } from "#core/plan/plan";
import { durationWords } from "#core/time-words";
import type { Range } from "#core/time";
import { momentIn } from "#browser/format-time";

type Props = { readonly plan: Plan; readonly from: number; readonly to: number };

/** Every date of the plan that moves with T0, as it is and as it would be: phases, gates, shifts, sprint and reports. */
export function MovedDates({ plan, from, to }: Props): ReactNode {
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
            {movedDates(plan, { from, to }).map(({ label: part, dates }) => (
              <Fragment key={part}>
                {dates.length > 1 && (
                  <tr className="border-t border-line bg-raised">
                    <th scope="rowgroup" colSpan={3} className="px-2 py-1 text-left font-semibold">
                      {part}
                    </th>
                  </tr>
                )}
                {dates.map(({ key, label, old, next }) => (
                  <tr key={`${part} ${key}`} className="border-t border-line align-baseline">
                    <th scope="row" className="px-2 py-1 text-left font-medium">
                      {label}
                    </th>
                    <td className="px-2 py-1 text-soft">{rangeWords(old)}</td>
                    <td className="px-2 py-1 font-medium">{rangeWords(next)}</td>
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function rangeWords({ from, to }: Range): ReactNode {
  return (
    <>
      <span className="whitespace-nowrap">{dateWords(from)}</span>
      {to > from && (
        <>
          {" "}
          <span className="whitespace-nowrap">to {dateWords(to)}</span>
        </>
      )}
    </>
  );
}

function dateWords(at: number): string {
  const { date, time } = momentIn(at, "UTC");
  return `${date}, ${time}`;
}
