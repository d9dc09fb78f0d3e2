import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { limitWords as boundWords } from "#core/measure/limit";
import type { Plan } from "#core/plan/plan";
import type { FilledField } from "#core/room/checkpoint";
import type { Evidence } from "#core/room/evidence";
import type { Field } from "#core/room/form/form";
import { coverageWords, limitWords, showValue, valueWords } from "#browser/format-value";
import { Stamp } from "#components/live/stamp";
import { TrendMark } from "#components/live/trend-mark";
import { VerdictMark } from "#components/live/verdict-mark";

type Props = { readonly plan: Plan; readonly field: Field; readonly filled: FilledField; readonly t0: number };

/** What was measured, frozen when the checkpoint opened: value, target, verdict, how firmly it stands, and where it goes. */
export function MeasuredFacts({ plan, field, filled, t0 }: Props): ReactNode {
  const { evidence, readings, peakAt, trend, before } = filled;
  if (!evidence) return null;
  if (readings.length > 0) return <Readings plan={plan} readings={readings} />;
  const isTime = field.kind === "measured" && field.statistic === "peak_time";
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <Value evidence={evidence} peakAt={isTime ? peakAt : null} />
        {!isTime && <Verdict plan={plan} evidence={evidence} />}
      </p>
      <p className="flex flex-wrap gap-x-3 text-sm text-soft">
        {!isTime && <span>{targetWords(plan, evidence)}</span>}
        {trend !== null && (
          <span className="inline-flex items-baseline gap-2">
            <TrendMark trend={trend} className="font-medium text-ink" />
            <span>
              {valueWords(before, evidence.unit)} <span aria-hidden="true">→</span>
              <span className="sr-only">to</span> {valueWords(evidence.value, evidence.unit)}
            </span>
          </span>
        )}
        {peakAt !== null && !isTime && (
          <span>
            minute of the peak: <Stamp at={peakAt} date t0={t0} />
          </span>
        )}
      </p>
      <Reason plan={plan} evidence={evidence} />
    </div>
  );
}

type ReadingsProps = { readonly plan: Plan; readonly readings: readonly Evidence[] };

/** A choice that rests on several metrics: each with its own figure and verdict, for the word is the worst one's only. */
function Readings({ plan, readings }: ReadingsProps): ReactNode {
  return (
    <ul className="flex min-w-0 flex-col gap-2">
      {readings.map((evidence) => (
        <li key={evidence.metric} className="min-w-0">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span>{evidence.label}</span>
            <strong className="font-semibold whitespace-nowrap">
              {evidence.value === null ? "not measured" : valueWords(evidence.value, evidence.unit)}
            </strong>
            <Verdict plan={plan} evidence={evidence} />
            <span className="text-sm text-soft">{targetWords(plan, evidence)}</span>
          </p>
          <Reason plan={plan} evidence={evidence} />
        </li>
      ))}
    </ul>
  );
}

function Value({ evidence, peakAt }: { readonly evidence: Evidence; readonly peakAt: number | null }): ReactNode {
  if (peakAt !== null)
    return (
      <span className="text-2xl font-bold tracking-tight">
        <Stamp at={peakAt} date />
      </span>
    );
  const { figures, unit } = showValue(evidence.value, evidence.unit);
  return (
    <span className="text-2xl font-bold tracking-tight whitespace-nowrap">
      {evidence.value === null ? "not measured" : figures}
      {evidence.value !== null && unit !== "" && (
        <span className="ml-1 text-base font-medium tracking-normal text-soft">{unit}</span>
      )}
    </span>
  );
}

/** Without a limit there is nothing to be green about. */
function Verdict({ plan, evidence }: { readonly plan: Plan; readonly evidence: Evidence }): ReactNode {
  if (evidence.n === 0) return null;
  const isJudged = evidence.verdict === "NO_DATA" || limitOf(plan, evidence.metric) !== undefined;
  if (!isJudged) return <span className="text-soft">no limit</span>;
  return <VerdictMark verdict={evidence.verdict} word={evidence.word} />;
}

function Reason({ plan, evidence }: { readonly plan: Plan; readonly evidence: Evidence }): ReactNode {
  if (evidence.n === 0) {
    const kind = plan.metrics.find(({ id }) => id === evidence.metric)?.formula.kind;
    const isCounted = kind === "count" || kind === "manual";
    const words = isCounted ? "Nothing counts this: a person fills it in." : `${evidence.reason} A person fills it in.`;
    return <p className="text-sm text-soft">{words}</p>;
  }
  // without a verdict the reason has said so
  const isToldOf = evidence.coverage >= 1 || evidence.verdict === "NO_DATA";
  const covered = !isToldOf ? ` ${coverageWords(evidence.coverage)} of the ticks were measured.` : "";
  return (
    <p className="flex items-start gap-1.5 text-sm text-pretty text-soft">
      <Info aria-hidden="true" className="icon mt-[0.15em] self-start" />
      <span>
        <strong className="font-medium text-ink">{evidence.grade}</strong>: {limitWords(evidence.reason)}
        {covered}
      </span>
    </p>
  );
}

function targetWords(plan: Plan, { metric }: Evidence): string | null {
  const limit = limitOf(plan, metric);
  const known = plan.metrics.find(({ id }) => id === metric)?.unit;
  if (!limit || !known) return null;
  return `target ${limitWords(boundWords(limit.pass, known))}`;
}

function limitOf(plan: Plan, metric: string): Plan["limits"][number] | undefined {
  return plan.limits.find((limit) => limit.metric === metric);
}
