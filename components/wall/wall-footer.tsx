import type { ReactNode } from "react";
import type { Health } from "#wire/frame";
import { ageWords } from "#browser/format-time";
import { countWords } from "#browser/format-value";
import type { Freshness } from "#browser/freshness";
import { healthLines } from "#browser/problems";
import type { WallView } from "#browser/wall-params";
import { WallDuty } from "./wall-handoff.tsx";
import type { Rotation } from "./use-rotation.ts";

type Props = {
  readonly rotation: Rotation;
  readonly views: readonly WallView[];
  readonly notes: readonly string[];
  readonly freshness: Freshness;
  readonly health: Health | null;
  /** What is left of the error budget; its place is taken by the views' names where there are several. */
  readonly budget: string | null;
};

const NAME: Readonly<Record<WallView, string>> = {
  overview: "Overview",
  segments: "Segments",
  checkpoints: "Checkpoints",
  sprint: "Sprint",
  poll: "Poll",
  criteria: "Criteria",
};

/** Which view is shown and which comes next; what is not well with the display or Holdpoint itself. */
export function WallFooter({ rotation, views, notes, freshness, health, budget }: Props): ReactNode {
  // worse ones have a band of their own
  const low = health?.faults.filter(({ severity }) => severity === "low") ?? [];
  const own = health === null ? [] : healthLines({ ...health, faults: low }).map((line) => `${line.title}.`);
  const old =
    freshness.ageMs !== null && freshness.level !== "fresh" ? ` Shown is ${ageWords(freshness.ageMs)} old.` : "";
  const faults = [...(freshness.words === null ? [] : [freshness.words + old]), ...own];
  return (
    <footer className="flex min-h-[1.5em] items-baseline justify-between gap-x-8 text-sm portrait:flex-wrap">
      {views.length > 1 ? (
        <ol aria-label="Views" className="flex flex-none gap-5">
          {views.map((view, index) => (
            <li
              key={view}
              aria-current={index === rotation.index}
              className={`border-b-2 ${index === rotation.index ? "border-ink font-semibold" : "border-transparent text-faint"}`}
            >
              {NAME[view]}
            </li>
          ))}
          <li className="min-w-[8em] text-faint">
            {rotation.secondsLeft === null ? "" : `next in ${rotation.secondsLeft} s`}
          </li>
        </ol>
      ) : (
        <p className="min-w-0 truncate text-soft">{budget}</p>
      )}
      <WallDuty />
      <p
        className={`min-w-0 truncate text-right ${faults.length > 0 ? "text-base font-semibold text-warn" : "shrink-[9] text-faint"}`}
      >
        {[...faults, ...notes].join(" ") || (freshness.level === "past" ? "" : wellWords(health))}
      </p>
    </footer>
  );
}

function wellWords(health: Health | null): string {
  if (health === null) return "";
  const missed =
    health.sampler.ticksMissed === 0 ? "no tick missed" : `${countWords(health.sampler.ticksMissed)} ticks missed`;
  return `Sampler runs, ${missed}. Database answers. ${countWords(health.displays)} ${health.displays === 1 ? "display" : "displays"}.`;
}
