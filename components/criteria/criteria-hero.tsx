import { CircleCheck, CircleDashed, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { verdictCounts } from "#core/room/closing/closing-sentence";
import type { CriteriaBody } from "#wire/frame";
import { durationFigures } from "#browser/format-time";
import { Stamp } from "#components/live/stamp";
import { StandingHero } from "#components/live/standing-hero";
import { ProgressBar } from "#components/ui/progress-bar";

type Props = { readonly body: CriteriaBody; readonly now: number; readonly stale: boolean };

/** How many are met, what the last hour says of the end, what is left of the error budget, and how long the window runs. */
export function CriteriaHero({ body, now, stale }: Props): ReactNode {
  const { criteria, phase, budget, from, to } = body;
  const isAllMet = criteria.length > 0 && criteria.every(({ verdict }) => verdict === "PASS");
  const projected = criteria.flatMap((one) => one.projected ?? []);
  return (
    <div data-stale={stale} className="veil">
      <StandingHero
        id="verdict"
        title={TITLE[phase]}
        tone={isAllMet ? "clear" : "held"}
        icon={phase === "frozen" ? Lock : isAllMet ? CircleCheck : CircleDashed}
        sentence={phase === "before" ? "The window begins at T0." : `${capital(verdictCounts(criteria))}.`}
        more={
          <>
            {projected.length > 0 && (
              <p className="mt-1">At the end, as the last hour went: {verdictCounts(projected)}.</p>
            )}
            {budget !== null && <p className="mt-1 text-soft">{budget.sentence}</p>}
          </>
        }
        clock={<Clock phase={phase} from={from} to={to} now={now} />}
      >
        <ProgressBar label="Of the window that is judged" share={(now - from) / (to - from)} />
      </StandingHero>
    </div>
  );
}

const TITLE = {
  before: "Before the window",
  running: "So far",
  closing: "The window is over; its last samples are waited for",
  frozen: "Frozen",
} as const;

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

type ClockProps = Pick<CriteriaBody, "phase" | "from" | "to"> & { readonly now: number };

function Clock({ phase, from, to, now }: ClockProps): ReactNode {
  const until = phase === "before" ? from : to;
  const words = phase === "before" ? "until the window begins" : "until the window ends";
  if (phase === "before" && now >= from)
    return (
      <p className="text-soft">
        The window begins when the rollout is started. T0 was to be <Stamp at={from} date />.
      </p>
    );
  return (
    <div role="timer" aria-live="off">
      {now < until ? (
        <>
          <p className="text-3xl font-bold tracking-tight sm:text-4xl">{durationFigures(until - now)}</p>
          <p className="text-soft">
            {words}, <Stamp at={until} date />
          </p>
        </>
      ) : (
        <p className="text-soft">
          The window ended at <Stamp at={to} date />.
        </p>
      )}
    </div>
  );
}
