import type { ReactNode } from "react";
import type { Schedule, Stretch } from "#core/plan/schedule";
import { momentIn } from "#browser/format-time";
import { useZone } from "#browser/live-context";
import { ShortName } from "#components/live/short-name";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";

/** Below this a bar could not be seen or told from its neighbour, in percent. */
const LEAST = 1.2;

type Props = { readonly schedule: Schedule; readonly now: number };

/** The phases over their weeks with now between them; on a phone and for a screen reader the same as a list. */
export function PhaseLine({ schedule, now }: Props): ReactNode {
  const zone = useZone();
  const { phases } = schedule;
  const [from, to] = [Math.min(...phases.map((each) => each.from)), Math.max(...phases.map((each) => each.to))];
  const share = (at: number): number => ((at - from) / (to - from)) * 100;
  if (phases.length === 0) return null;
  return (
    <Panel id="phases" title="Phases">
      <div aria-hidden="true" className="relative mb-4 h-14">
        {phases.map((phase) => (
          <span
            key={phase.id}
            className={`absolute top-0 h-7 overflow-hidden rounded-sm border px-1.5 text-xs leading-6 ${LOOK[stateOf(phase, now)]}`}
            style={{
              left: `${share(phase.from)}%`,
              width: `${Math.max(LEAST, share(phase.to) - share(phase.from) - 0.2)}%`,
            }}
          >
            {share(phase.to) - share(phase.from) > 12 && <ShortName className="max-sm:hidden">{phase.label}</ShortName>}
          </span>
        ))}
        {now >= from && now <= to && (
          <span className="absolute inset-y-0 border-l-2 border-accent" style={{ left: `${share(now)}%` }}>
            <span
              className={`absolute bottom-0 px-1 text-xs font-semibold whitespace-nowrap text-accent ${share(now) > 80 ? "right-0" : ""}`}
            >
              now, {momentIn(now, zone).date}
            </span>
          </span>
        )}
      </div>
      <ol className="grid gap-x-6 gap-y-2 sm:grid-cols-2 xl:grid-cols-5">
        {phases.map((phase) => {
          const state = stateOf(phase, now);
          return (
            <li key={phase.id} className={`border-l-4 pl-3 ${state === "now" ? "border-accent" : "border-line"}`}>
              <p className={state === "now" ? "font-semibold" : state === "over" ? "text-soft" : ""}>
                {phase.label} <span className="text-sm font-normal text-soft">{WORD[state]}</span>
              </p>
              <p className="text-sm text-soft">
                <Stamp at={phase.from} date /> to <Stamp at={phase.to} date />
              </p>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

type State = "over" | "now" | "later";
const WORD: Readonly<Record<State, string>> = { over: "over", now: "now", later: "" };
const LOOK: Readonly<Record<State, string>> = {
  over: "border-line bg-raised text-faint",
  now: "border-accent bg-raised font-semibold",
  later: "border-strong bg-panel text-soft",
};

function stateOf({ from, to }: Stretch, now: number): State {
  return now >= to ? "over" : now >= from ? "now" : "later";
}
