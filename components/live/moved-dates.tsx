import { Fragment, type ReactNode } from "react";
import { movedDates } from "#core/plan/moved-dates";
import type { Plan } from "#core/plan/plan";
import { durationWords } from "#core/time-words";
import type { Range } from "#core/time";
import { isOverYears, momentIn } from "#browser/format-time";

type Props = { readonly plan: Plan; readonly from: number; readonly to: number };

/** Every date of the plan that moves with T0, as it is and as it would be: phases, gates, shifts, sprint and reports. */
export function MovedDates({ plan, from, to }: Props): ReactNode {
  const year = isOverYears([from, to]);
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
              <th scope="col" className="px-2 py-1 font-medium max-sm:hidden">
                Old, UTC
              </th>
              <th scope="col" className="px-2 py-1 font-medium">
                <span className="sm:hidden">Old and new, UTC</span>
                <span className="max-sm:hidden">New, UTC</span>
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
                    <td className="px-2 py-1 text-soft max-sm:hidden">{rangeWords(old, year)}</td>
                    <td className="px-2 py-1 font-medium">
                      {/* a phone has no room for them side by side */}
                      <del className="block font-normal text-soft sm:hidden">{rangeWords(old, year)}</del>
                      {rangeWords(next, year)}
                    </td>
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

function rangeWords({ from, to }: Range, year: boolean): ReactNode {
  return (
    <>
      <span className="whitespace-nowrap">{dateWords(from, year)}</span>
      {to > from && (
        <>
          {" "}
          <span className="whitespace-nowrap">to {dateWords(to, year)}</span>
        </>
      )}
    </>
  );
}

function dateWords(at: number, withYear: boolean): string {
  const { date, year, time } = momentIn(at, "UTC");
  return `${date}${withYear ? ` ${year}` : ""}, ${time}`;
}
