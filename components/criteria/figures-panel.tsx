"use client";

import type { ReactNode } from "react";
import type { FigureView } from "#wire/frame";
import { useAsk } from "#browser/ask-context";
import { ageWords } from "#browser/format-time";
import { valueWords } from "#browser/format-value";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { VerdictMark } from "#components/live/verdict-mark";
import { Panel } from "#components/ui/panel";
import { BUTTON } from "../ui/field-looks.ts";
import { FigureForm } from "./figure-form.tsx";

type Props = { readonly figures: readonly FigureView[]; readonly held: RoomNow };

/** The figures of the business: each with its source, its age, whether it counts yet, and what it was at T0. */
export function FiguresPanel({ figures, held }: Props): ReactNode {
  const ask = useAsk();
  const askOf = (id: string): void => {
    const metric = held.plan.metrics.find((one) => one.id === id);
    if (!metric) return;
    ask({
      title: `Give ${metric.label}`,
      held,
      form: (close, { now }) => <FigureForm metric={metric} now={now} onDone={close} />,
    });
  };
  return (
    <Panel id="business" title="Figures of the business">
      {figures.length === 0 ? (
        <p className="text-soft">The plan names no figures of the business.</p>
      ) : (
        <ul className="flex flex-col">
          {figures.map((figure) => (
            <FigureLine key={figure.metric} figure={figure} held={held} onAsk={() => askOf(figure.metric)} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

type LineProps = { readonly figure: FigureView; readonly held: RoomNow; readonly onAsk: () => void };

function FigureLine({ figure, held, onAsk }: LineProps): ReactNode {
  const { evidence, baseline, speaksFor, source } = figure;
  const { now, me } = held;
  const isLimited = held.plan.limits.some(({ metric }) => metric === figure.metric);
  const isLate = evidence.word === "NOT YET MATURE";
  return (
    <li
      aria-label={evidence.label}
      className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0"
    >
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h3 className="text-base font-semibold">{evidence.label}</h3>
          {evidence.value !== null && (
            <span className="text-lg font-bold whitespace-nowrap">{valueWords(evidence.value, evidence.unit)}</span>
          )}
          {(isLimited || evidence.verdict === "NO_DATA") && (
            <VerdictMark verdict={evidence.verdict} word={isLate ? evidence.word : evidence.verdict} />
          )}
        </div>
        {isLate && <p className="text-sm">{evidence.reason}</p>}
        <p className="text-sm text-soft">
          {speaksFor === null ? (
            "Nobody has given it yet."
          ) : (
            <>
              {source}, for <Stamp at={speaksFor} date={now - speaksFor > 20 * 3_600_000} />,{" "}
              {ageWords(Math.max(0, now - speaksFor))} ago
            </>
          )}
        </p>
        <p className="text-sm text-soft">
          {baseline === null
            ? "No baseline: nothing was known of it at T0."
            : `At T0: ${valueWords(baseline, evidence.unit)}${changeWords(evidence.value, baseline)}`}
        </p>
      </div>
      {isStaff(me) && (
        <button type="button" onClick={onAsk} className={BUTTON}>
          Give…<span className="sr-only"> {evidence.label}</span>
        </button>
      )}
    </li>
  );
}

/** ", 5.8 % more since": nothing where it cannot be compared. */
function changeWords(value: number | null, baseline: number): string {
  if (value === null || baseline === 0) return "";
  const change = (value - baseline) / Math.abs(baseline);
  if (Math.abs(change) < 0.0005) return ", the same since";
  return `, ${valueWords(Math.abs(change), "%")} ${change > 0 ? "more" : "less"} since`;
}
