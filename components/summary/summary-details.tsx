import type { ReactNode } from "react";
import { formatValue } from "#core/measure/format";
import type { Change } from "#core/summary/changes";
import type { Summary } from "#core/summary/summary";
import { momentWordsFrom } from "#core/time-words";
import { VerdictMark } from "#components/live/verdict-mark";
import { ProgressBar } from "#components/ui/progress-bar";
import { Part } from "./part.tsx";
import { SprintPart } from "./sprint-part.tsx";

/** The rest of the page: one thing a panel, each with what it needs and no more. */
export function SummaryDetails({ summary }: { readonly summary: Summary }): ReactNode {
  return (
    <div className="grid gap-3 md:grid-cols-2 xl:grid-cols-12 print:grid-cols-2 print:gap-[2mm]">
      <div className="flex flex-col gap-3 xl:col-span-4 print:gap-[2mm]">
        <ProgressPart summary={summary} />
        <CriteriaPart summary={summary} />
        <NeedsPart summary={summary} />
      </div>
      <div className="flex flex-col gap-3 xl:col-span-4 print:gap-[2mm]">
        <BusinessPart summary={summary} />
        <IncidentsPart summary={summary} />
        <Changes
          id="decisions"
          title="Latest decisions"
          none="Nothing is decided yet."
          at={summary.at}
          changes={summary.decisions}
        />
      </div>
      <div className="flex flex-col gap-3 md:col-span-2 xl:col-span-4 print:col-span-2 print:grid print:grid-cols-2 print:gap-[2mm]">
        <SprintPart summary={summary} />
        <MilestonesPart summary={summary} />
        <BriefPart summary={summary} />
      </div>
    </div>
  );
}

type Props = { readonly summary: Summary };

const MOST_NEEDS = 4;

function ProgressPart({ summary: { phase, at, budget, started } }: Props): ReactNode {
  return (
    <Part id="progress" title="Phase and progress">
      <p className="font-medium">
        <span className="wrap-anywhere">{phase.label}</span>
        {phase.until !== null && <span className="font-normal text-soft">, to {momentWordsFrom(at, phase.until)}</span>}
      </p>
      <div className="flex items-center gap-3">
        <ProgressBar label="Watched hours passed" share={phase.share} />
        <span className="flex-none text-sm">{formatValue(Math.round(phase.share * 100) / 100, "%")}</span>
      </div>
      <p className="text-sm text-pretty text-soft">
        {budget?.sentence ?? (started ? "No data yet on the error budget." : "The error budget begins at T0.")}
      </p>
    </Part>
  );
}

function CriteriaPart({ summary: { criteria } }: Props): ReactNode {
  const met = criteria.filter(({ verdict }) => verdict === "PASS").length;
  return (
    <Part id="criteria" title="Success criteria" aside={`${met} of ${criteria.length} met so far`}>
      <ul className="flex flex-col divide-y divide-line">
        {criteria.map(({ id, label, verdict }) => (
          <li key={id} className="flex items-baseline justify-between gap-4 py-1 print:py-[0.4mm]">
            <span className="min-w-0 wrap-anywhere">{label}</span>
            <VerdictMark verdict={verdict} className="flex-none text-sm" />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function BusinessPart({ summary: { business } }: Props): ReactNode {
  return (
    <Part id="revenue" title="Revenue and customers">
      {business.length === 0 && <p className="text-soft">The plan has no such figure.</p>}
      <ul className="flex flex-col divide-y divide-line">
        {business.map(({ label, value, target, verdict }) => (
          <li key={label} className="flex items-baseline justify-between gap-4 py-1 print:py-[0.4mm]">
            <span className="min-w-0 wrap-anywhere">{label}</span>
            <span className="flex-none text-right">
              {value === "no data" ? (
                <VerdictMark verdict="NO_DATA" className="text-sm" />
              ) : (
                <>
                  <strong className="font-semibold">{value}</strong>
                  {target !== "none" && <VerdictMark verdict={verdict} iconOnly className="ml-2 text-sm" />}
                </>
              )}
              {target !== "none" && (
                <span className="ml-2 text-sm text-soft max-sm:ml-0 max-sm:block">target {target}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function IncidentsPart({ summary: { incidents, started } }: Props): ReactNode {
  const { active, critical, sinceT0 } = incidents;
  const words =
    active.length === 0
      ? "No alert fires now."
      : `${active.length} ${active.length === 1 ? "alert fires" : "alerts fire"} now, ${critical} critical: ${active.slice(0, 2).join(", ")}.`;
  return (
    <Part id="incidents" title="Incidents">
      <p className="text-pretty">
        {words} <span className="text-soft">{started ? `${sinceT0} in all.` : "Nothing has started yet."}</span>
      </p>
    </Part>
  );
}

type ChangesProps = {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly at: number;
  readonly changes: readonly Change[];
};

function Changes({ id, title, none, at, changes }: ChangesProps): ReactNode {
  return (
    <Part id={id} title={title}>
      {changes.length === 0 && <p className="text-soft">{none}</p>}
      <ul className="flex flex-col gap-1.5">
        {changes.map((change) => (
          <li key={change.seq} className="text-pretty">
            <span className="line-clamp-2">{change.sentence}</span>{" "}
            <span className="text-sm text-soft">{momentWordsFrom(at, change.at)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function MilestonesPart({ summary: { milestones, at } }: Props): ReactNode {
  return (
    <Part id="milestones" title="Next milestones">
      <ul className="flex flex-col divide-y divide-line">
        {milestones.map((milestone) => (
          <li key={`${milestone.label} ${milestone.at}`} className="flex justify-between gap-4 py-1 print:py-[0.4mm]">
            <span className="min-w-0 wrap-anywhere">{milestone.label}</span>
            <span className="flex-none whitespace-nowrap text-soft">{momentWordsFrom(at, milestone.at)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function NeedsPart({ summary: { needs } }: Props): ReactNode {
  if (needs.length < 2) return null;
  return (
    <Part id="needs" title="We need from you">
      <ul className="flex flex-col gap-1">
        {needs.slice(0, MOST_NEEDS).map((need) => (
          <li key={need} className="line-clamp-2 text-sm text-pretty">
            {need}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function BriefPart({ summary: { brief } }: Props): ReactNode {
  if (!brief) return null;
  const parts = [
    ["Conditions", brief.conditions],
    ["Actions", brief.actions],
    ["Needs", brief.needs],
  ] as const;
  return (
    <Part
      id="brief"
      className="print:col-span-2"
      title={`Brief: ${brief.label}`}
      aside={brief.revision === 0 ? "as generated" : `revision ${brief.revision}, ${brief.by ?? ""}`}
    >
      <dl className="grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1 text-sm">
        {parts.map(([term, said]) => (
          <div key={term} className="contents">
            <dt className="font-semibold text-soft">{term}</dt>
            <dd className="line-clamp-4 text-pretty whitespace-pre-line print:line-clamp-6">{said || "Nothing."}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}
