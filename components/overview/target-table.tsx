import type { ReactNode } from "react";
import type { Frame, OverviewBody, TargetReading } from "#wire/frame";
import { countWords } from "#browser/format-value";
import { sitePath } from "#browser/site";
import { TargetStateMark } from "#components/live/target-state-mark";
import { TargetStrip } from "#components/live/target-strip";
import { Panel } from "#components/ui/panel";

type Props = { readonly body: OverviewBody; readonly frames: readonly Frame[]; readonly stale: boolean };

/** Every target, or the worst of many, with its last ticks. */
export function TargetTable({ body, frames, stale }: Props): ReactNode {
  const { counts, targets, targetsTotal } = body;
  const counted = [
    `${countWords(counts.up)} up`,
    `${countWords(counts.down)} down`,
    `${countWords(counts.silent)} silent`,
    ...(counts.waiting > 0 ? [`${countWords(counts.waiting)} waiting`] : []),
  ].join(", ");
  return (
    <Panel
      id="targets"
      title="Targets"
      aside={
        <p className="text-sm text-soft">
          {targets.length < targetsTotal
            ? `${counted}. The worst ${targets.length} of ${countWords(targetsTotal)} are shown.`
            : counted}
        </p>
      }
    >
      {targets.length === 0 ? (
        <p className="text-soft">No target is configured. Name some in holdpoint.yaml, under targets.</p>
      ) : (
        <div data-stale={stale} className="veil">
          <table className="w-full text-left">
            <thead className="text-sm text-soft">
              <tr>
                <th className="w-28 pb-2 font-medium">State</th>
                <th className="pb-2 font-medium">Target</th>
                <th className="pb-2 font-medium max-md:hidden">Segment</th>
                <th className="w-28 pb-2 text-right font-medium">Median</th>
                <th className="w-40 pb-2 text-right font-medium max-md:hidden">Errors / requests</th>
                <th className="w-56 pb-2 pl-6 font-medium max-lg:hidden">Last 60 ticks</th>
              </tr>
            </thead>
            <tbody>
              {targets.map((target) => (
                <TargetRow key={target.id} target={target} frames={frames} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function TargetRow({
  target,
  frames,
}: {
  readonly target: TargetReading;
  readonly frames: readonly Frame[];
}): ReactNode {
  return (
    <tr className="border-t border-line">
      <td className="py-1.5">
        <TargetStateMark state={target.state} />
      </td>
      <th scope="row" className="py-1.5 font-normal">
        <a
          href={sitePath(`/targets/${target.id}`)}
          className="inline-flex min-h-9 items-center font-medium underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {target.name}
        </a>
        <span className="ml-2 text-sm text-soft">
          {target.kind}
          {target.critical && ", critical"}
        </span>
      </th>
      <td className="py-1.5 text-soft max-md:hidden">{target.segment ?? "–"}</td>
      <td className="py-1.5 text-right whitespace-nowrap">
        {target.latencyMs === null ? "–" : `${target.latencyMs.toFixed(1)} ms`}
      </td>
      <td className="py-1.5 text-right whitespace-nowrap max-md:hidden">
        {countWords(target.errors)} / {countWords(target.requests)}
      </td>
      <td className="h-10 py-2 pl-6 max-lg:hidden">
        <TargetStrip frames={frames} target={target.id} name={target.name} />
      </td>
    </tr>
  );
}
