import type { ReactNode } from "react";
import type { IncidentWindow } from "#core/room/incident-windows";
import { valueWords } from "#browser/format-value";
import { VerdictMark } from "#components/live/verdict-mark";

/** Every metric with a limit: before, during and after, each with its verdict. */
export function IncidentFigures({ windows }: { readonly windows: readonly IncidentWindow[] }): ReactNode {
  const metrics = windows[0]?.figures ?? [];
  return (
    <div tabIndex={0} role="region" aria-label="Before, during and after" className="mt-3 overflow-x-auto">
      <table className="w-full text-sm">
        <thead className="text-left text-soft">
          <tr>
            <th scope="col" className="py-1 pr-3 font-medium">
              Metric
            </th>
            {windows.map(({ part }) => (
              <th key={part} scope="col" className="px-2 py-1 font-medium capitalize">
                {part}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {metrics.map(({ metric, label }) => (
            <tr key={metric} className="border-t border-line align-baseline">
              <th scope="row" className="py-1 pr-3 text-left font-medium">
                {label}
              </th>
              {windows.map(({ part, figures }) => {
                const found = figures.find((one) => one.metric === metric);
                return (
                  <td key={part} className="px-2 py-1 whitespace-nowrap">
                    {found && (
                      <>
                        <span className="block">
                          {found.value === null ? "–" : valueWords(found.value, found.unit)}
                        </span>
                        <VerdictMark verdict={found.verdict} word={found.word} />
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
