import type { ReactNode } from "react";
import type { Frame, OverviewBody, TargetReading } from "#wire/frame";
import { countWords } from "#browser/format-value";
import { ShortName } from "#components/live/short-name";
import { TargetStateMark } from "#components/live/target-state-mark";
import { TargetStrip } from "#components/live/target-strip";
import { useFitting } from "./use-fitting.ts";

type Props = { readonly body: OverviewBody; readonly frames: readonly Frame[]; readonly stale: boolean };

const MOST = 8;
const RANK: Readonly<Record<TargetReading["state"], number>> = { down: 0, silent: 1, waiting: 2, up: 3 };

/** How many targets are up, and the first few with their last ticks; those that are not up are always among them. */
export function WallTargets({ body, frames, stale }: Props): ReactNode {
  const { counts, targets, targetsTotal } = body;
  const kept = new Set([...targets].sort((a, b) => RANK[a.state] - RANK[b.state]).slice(0, MOST));
  const shown = targets.filter((target) => kept.has(target));
  const { list, fits, room } = useFitting();
  const hidden = targetsTotal - Math.min(shown.length, room);
  return (
    <section
      aria-labelledby="wall-targets"
      data-stale={stale}
      className="veil panel flex min-h-0 flex-col overflow-hidden px-4 py-2.5"
    >
      <h2 id="wall-targets" className="mb-1.5 flex justify-between gap-4 text-sm font-semibold text-soft">
        <span>
          Targets: {countWords(counts.up)} of {countWords(targetsTotal)} up
        </span>
        <span className="font-medium">
          {[
            counts.down > 0 ? `${counts.down} down` : "",
            counts.silent > 0 ? `${counts.silent} silent` : "",
            hidden > 0 ? `${countWords(hidden)} not shown` : "",
          ]
            .filter((words) => words !== "")
            .join(", ")}
        </span>
      </h2>
      <ul
        ref={list}
        className={`grid min-h-0 flex-1 content-start gap-x-8 gap-y-0.5 overflow-hidden ${shown.length > 4 ? "grid-cols-2" : ""}`}
      >
        {shown.map((target, index) => (
          <li
            key={target.id}
            className={`grid grid-cols-[minmax(0,1fr)_auto_calc(var(--spacing)*9)] items-center gap-2 text-sm leading-snug ${fits(index) ? "" : "invisible"}`}
          >
            <ShortName>{target.name}</ShortName>
            <TargetStateMark state={target.state} />
            <span className="h-[1.1em]">
              <TargetStrip frames={frames} target={target.id} name={target.name} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
