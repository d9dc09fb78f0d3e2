import { memo, type ReactNode } from "react";
import { ganttPlace } from "#core/sprint/gantt";
import { dateOf } from "#core/plan/when";
import type { MilestoneNow } from "#core/sprint/sprint-now";
import type { Range } from "#core/time";

type Props = {
  readonly milestones: readonly MilestoneNow[];
  readonly span: Range;
  /** Whether there is room for their names. */
  readonly isNamed: boolean;
};

/** Milestones as diamonds, filled once they are confirmed; their names where there is room for them. */
export const MilestoneLine = memo(function MilestoneLine({ milestones, span, isNamed }: Props): ReactNode {
  return (
    <div className="relative flex h-[var(--top)] border-t border-line">
      <div className="z-20 flex items-center bg-panel pr-3 font-semibold max-sm:hidden sm:sticky sm:left-0 sm:w-[var(--label)] sm:flex-none">
        Milestones
      </div>
      <div className="relative min-w-0 flex-1">
        {milestones.map((milestone) => (
          <Diamond key={milestone.id} milestone={milestone} place={ganttPlace(span, milestone.at)} isNamed={isNamed} />
        ))}
      </div>
    </div>
  );
});

type DiamondProps = { readonly milestone: MilestoneNow; readonly place: number; readonly isNamed: boolean };

function Diamond({ milestone, place, isNamed }: DiamondProps): ReactNode {
  const { label, at, confirmedAt } = milestone;
  const isConfirmed = confirmedAt !== null;
  const words = `${label}, ${dateOf(at)}, ${isConfirmed ? "confirmed" : "not confirmed"}`;
  const side = place < 8 ? "left-0" : place > 85 ? "right-0 text-right" : "-translate-x-1/2 left-0 text-center";
  return (
    <span className="absolute top-2 z-10 w-0" style={{ left: `${place}%` }}>
      <span
        role="img"
        aria-label={words}
        title={words}
        className={`absolute ${place > 98 ? "-left-3.5" : "-left-1.5"} block size-3 rotate-45 border-2 border-ink ${isConfirmed ? "bg-ink" : "bg-panel"}`}
      />
      {isNamed && (
        <span
          aria-hidden="true"
          data-milestone-name
          className={`absolute top-4 w-max max-w-28 bg-panel px-1 text-xs leading-tight max-md:hidden ${side}`}
        >
          {label}
        </span>
      )}
    </span>
  );
}
