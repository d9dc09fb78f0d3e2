import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import type { CheckpointRecord } from "#core/room/checkpoint";
import { NO_ANSWER, recordStandings, type FieldStanding } from "#core/room/form/field-standing";
import type { Form } from "#core/room/form/form";
import { answerWords, statusLabel } from "#browser/answer-words";
import { ToneMark } from "#components/live/tone-mark";
import { MeasuredFacts } from "./measured-facts.tsx";

type Props = {
  readonly plan: Plan;
  readonly form: Form;
  readonly record: CheckpointRecord;
  readonly t0: number;
};

/** The form to be read: what was measured, and beside it what was said. */
export function SaidFields({ plan, form, record, t0 }: Props): ReactNode {
  return (
    <>
      <h2 className="sr-only">Fields</h2>
      <ul className="panel px-4 sm:px-5">
        {recordStandings(plan, form, record).map((standing) => (
          <li key={standing.field.id} className="border-t border-line py-3 first:border-t-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-semibold">
                {standing.field.group !== undefined && <span className="text-soft">{standing.field.group}: </span>}
                {standing.field.label}
              </h3>
              {standing.tone === null ? (
                <span className="text-soft">not filled</span>
              ) : (
                <ToneMark tone={standing.tone} />
              )}
            </div>
            <div className="mt-1 grid gap-x-8 gap-y-2 lg:grid-cols-2">
              {standing.filled?.evidence && (
                <MeasuredFacts plan={plan} field={standing.field} filled={standing.filled} t0={t0} />
              )}
              <Said plan={plan} standing={standing} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Said({ plan, standing }: { readonly plan: Plan; readonly standing: FieldStanding }): ReactNode {
  const { field, answer, filled, status, overridden } = standing;
  const measuredWord = filled?.status ?? null;
  const isAsMeasured = !answer || answerWords(plan, field, answer) === answerWords(plan, field, NO_ANSWER);
  if (isAsMeasured && (status === null || status === measuredWord))
    return <p className="text-soft">{filled?.evidence ? "" : "Nothing entered."}</p>;
  return (
    <div className={overridden ? "rounded-md border-l-4 border-warn bg-warn-wash p-3" : ""}>
      {status !== null && (
        <p>
          <span className="text-soft">{isAsMeasured ? "measured says " : "stands as "}</span>
          <strong className="font-semibold">{statusLabel(plan, field, status)}</strong>
        </p>
      )}
      {!isAsMeasured && (
        <p className="wrap-anywhere whitespace-pre-line">
          <span className="text-soft">entered </span>
          {answerWords(plan, field, answer)}
        </p>
      )}
      {overridden && measuredWord !== null && measuredWord !== status && (
        <p className="text-sm text-soft">measured said {statusLabel(plan, field, measuredWord)}</p>
      )}
    </div>
  );
}
