import type { ReactNode } from "react";
import { formatCount, formatValue } from "#core/measure/format";
import type { Evidence } from "#core/room/evidence";
import { Stamp } from "./stamp.tsx";
import { VerdictMark } from "./verdict-mark.tsx";
import { Panel } from "#components/ui/panel";

const HEADS = ["Metric", "Value", "95 % interval", "Samples", "Window", "Verdict"] as const;

type Props = { readonly baseline: readonly Evidence[]; readonly title?: string };

/** What was measured at the start: every later comparison is against these figures. */
export function BaselineTable({ baseline, title = "Baseline recorded at T0" }: Props): ReactNode {
  return (
    <Panel id="baseline" title={title}>
      {baseline.length === 0 ? (
        <p className="text-soft">Nothing had been measured by then, so there is nothing to compare with.</p>
      ) : (
        <div tabIndex={0} role="group" aria-label="Figures of the baseline" className="overflow-x-auto">
          <table className="w-full min-w-[44rem] text-sm">
            <thead className="text-left text-soft">
              <tr>
                {HEADS.map((head) => (
                  <th key={head} scope="col" className="py-1 pr-4 font-medium">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {baseline.map((figure) => (
                <BaselineRow key={figure.metric} figure={figure} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function BaselineRow({ figure }: { readonly figure: Evidence }): ReactNode {
  const { label, unit, value, low, high, n, from, to, verdict, grade } = figure;
  const hasInterval = low !== null && high !== null;
  return (
    <tr className="border-t border-line align-baseline">
      <th scope="row" className="py-1.5 pr-4 text-left font-medium">
        {label}
      </th>
      <td className="py-1.5 pr-4 text-base font-semibold whitespace-nowrap">{formatValue(value, unit)}</td>
      <td className="py-1.5 pr-4 whitespace-nowrap text-soft">
        {hasInterval ? `${formatValue(low, unit)} to ${formatValue(high, unit)}` : "none"}
      </td>
      <td className="py-1.5 pr-4 whitespace-nowrap">{formatCount(n)}</td>
      <td className="py-1.5 pr-4 whitespace-nowrap text-soft">
        <Stamp at={from} /> to <Stamp at={to} />
      </td>
      <td className="py-1.5 whitespace-nowrap">
        <VerdictMark verdict={verdict} /> <span className="text-soft">{grade}</span>
      </td>
    </tr>
  );
}
