import { Target } from "lucide-react";
import type { ReactNode } from "react";
import type { Headline, Reading } from "#wire/frame";
import { countWords, coverageWords, limitWords, showValue, valueWords } from "#browser/format-value";
import { Sparkline } from "#components/charts/sparkline";
import { ReadingMark } from "./reading-mark.tsx";
import { ShortName } from "./short-name.tsx";
import { TrendMark } from "./trend-mark.tsx";
import { VERDICT_LOOK } from "./verdict-look.ts";

export type HeadlineLine = {
  readonly values: readonly (number | null)[];
  readonly marks: readonly number[];
  readonly spanWords: string;
};

type Props = {
  readonly headline: Headline;
  readonly line: HeadlineLine | null;
  readonly hangsFromOne: boolean;
  readonly stale: boolean;
  readonly brief?: boolean;
};

/** One metric: its value now with interval, n, limit and verdict, where it is going, and the whole run since T0. */
export function HeadlineCard({ headline, line, hangsFromOne, stale, brief = false }: Props): ReactNode {
  const { now, sinceT0, trend } = headline;
  const shown = showValue(now.value, now.unit);
  const edge = now.verdict === "PASS" ? "border-line" : VERDICT_LOOK[now.verdict].edge;
  const target = now.passWords === null ? "no limit set" : `target ${limitWords(now.passWords)}`;
  return (
    <article
      aria-label={now.label}
      data-stale={stale}
      className={`veil panel flex min-h-0 min-w-0 flex-col gap-1 edge-top px-4 ${brief ? "pt-1.5 pb-2" : "pt-3 pb-3.5"} ${edge} ${now.verdict === "NO_DATA" ? "hatched" : ""}`}
    >
      <header className="flex items-baseline justify-between gap-3">
        <h3 className="min-w-0 font-semibold">
          <ShortName>{now.label}</ShortName>
        </h3>
        {brief && <TrendMark trend={trend} className="mr-auto text-sm text-soft compact:hidden" />}
        <ReadingMark reading={now} />
      </header>
      <div
        className={`grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,0.85fr)] grid-rows-[minmax(0,1fr)] gap-4 compact:grid-cols-1 ${brief ? "portrait:grid-cols-[minmax(0,1fr)_minmax(0,0.5fr)]" : ""}`}
      >
        <div className="min-w-0 self-center">
          <p className="text-4xl leading-[1.15] font-bold tracking-tight whitespace-nowrap">
            {shown.figures}
            {shown.unit !== "" && (
              <span className="ml-1 text-xl font-medium tracking-normal text-soft">{shown.unit}</span>
            )}
          </p>
          {/* how many readings stand behind a figure is at the end: on a phone it takes a second line */}
          {!brief && <p className="text-sm text-soft sm:truncate">{intervalWords(now)}</p>}
          {!brief && <p className="text-sm text-soft sm:truncate">{target}</p>}
        </div>
        {line === null ? (
          <span />
        ) : (
          <Sparkline
            label={`${now.label}, ${line.spanWords}`}
            values={line.values}
            passAt={now.passAt}
            failAt={now.failAt}
            hangsFromOne={hangsFromOne}
            marks={line.marks}
            className={`h-full self-center ${brief ? "min-h-0 compact:hidden" : "max-h-24 min-h-14"}`}
          />
        )}
      </div>
      <footer
        className={`flex items-baseline justify-between gap-x-4 gap-y-0.5 text-sm whitespace-nowrap text-soft ${brief ? "" : "flex-wrap"}`}
      >
        {brief ? (
          <span className="min-w-0 truncate">
            {now.grade} · {now.passWords === null ? "no limit" : <BriefTarget words={limitWords(now.passWords)} />}
          </span>
        ) : (
          <span className="inline-flex gap-3">
            <TrendMark trend={trend} />
            <span>{evidence(now)}</span>
          </span>
        )}
        <span className={brief ? "compact:hidden portrait:hidden" : "compact:hidden"}>
          <SinceT0 reading={sinceT0} brief={brief} />
        </span>
      </footer>
    </article>
  );
}

/** A wall has no room for the word. */
function BriefTarget({ words }: { readonly words: string }): ReactNode {
  return (
    <>
      <Target aria-hidden="true" className="mr-1 inline size-[1em] align-[-0.1em]" />
      <span className="sr-only">target </span>
      {words.replace(/,000\b/, "K")}
    </>
  );
}

function SinceT0({ reading, brief }: { readonly reading: Reading | null; readonly brief: boolean }): ReactNode {
  if (reading === null) return <span>since T0: nothing yet</span>;
  return (
    <span className="inline-flex items-baseline gap-2 whitespace-nowrap">
      since T0{" "}
      <span className="font-medium text-ink">
        {brief ? showValue(reading.value, reading.unit).figures : valueWords(reading.value, reading.unit)}
      </span>
      <ReadingMark reading={reading} iconOnly={brief} className="text-xs" />
    </span>
  );
}

function intervalWords(reading: Reading): string {
  if (reading.low === null || reading.high === null) return `5 min · n ${countWords(reading.n)}`;
  const [low, high] = [showValue(reading.low, reading.unit), showValue(reading.high, reading.unit)];
  return `${low.figures} to ${high.figures}${high.unit === "" ? "" : ` ${high.unit}`} · n ${countWords(reading.n)}`;
}

function evidence(reading: Reading): string {
  return reading.coverage >= 1 ? reading.grade : `${reading.grade}, ${coverageWords(reading.coverage)} measured`;
}
