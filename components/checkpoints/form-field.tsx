"use client";

import { TriangleAlert } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Answer } from "#core/room/checkpoint";
import { fieldStandings, NO_ANSWER, type FieldStanding } from "#core/room/form/field-standing";
import { statusSetOf } from "#core/room/form/form";
import { fieldPlace, unitOf } from "#browser/form-faults";
import { TextArea } from "#components/ui/text-area";
import { QUIET_BUTTON } from "../ui/field-looks.ts";
import { FigureInput } from "./figure-input.tsx";
import { placeId, useFormContent, type FormContent } from "./form-context.ts";
import { MeasuredFacts } from "./measured-facts.tsx";
import { NotKnown } from "./not-known.tsx";
import { OverrideReason } from "./override-reason.tsx";
import { NOT_KNOWN, WordChoice } from "./word-choice.tsx";

/** One row of the form: what was measured, and what a person says of it. */
export function FormField({ standing }: { readonly standing: FieldStanding }): ReactNode {
  const { plan, t0, faults } = useFormContent();
  const { field, filled, tone } = standing;
  const faulty = faults.filter(({ at }) => at === fieldPlace(field.id));
  const isOpen = tone === null && field.kind !== "text";
  return (
    <li className="border-t border-line py-4 first:border-t-0">
      <fieldset
        id={placeId(fieldPlace(field.id))}
        className="min-w-0"
        aria-describedby={faulty.length > 0 ? `${placeId(fieldPlace(field.id))}-fault` : undefined}
      >
        <legend className="mb-1.5 flex w-full flex-wrap items-baseline justify-between gap-x-4 font-semibold">
          <span>{field.label}</span>
          {isOpen && <span className="text-sm font-medium text-soft">to fill in</span>}
        </legend>
        {faulty.length > 0 && (
          <p id={`${placeId(fieldPlace(field.id))}-fault`} className="mb-2 flex gap-2 font-medium text-fail">
            <TriangleAlert aria-hidden="true" className="icon mt-[0.2em] self-start" />
            {faulty.map(({ message }) => message).join(" ")}
          </p>
        )}
        <div className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
          {filled?.evidence && <MeasuredFacts plan={plan} field={field} filled={filled} t0={t0} />}
          <FieldAnswer standing={standing} />
        </div>
      </fieldset>
    </li>
  );
}

function FieldAnswer({ standing }: { readonly standing: FieldStanding }): ReactNode {
  const content = useFormContent();
  const { plan, draft } = content;
  const { field, status } = standing;
  const answer = standing.answer ?? NO_ANSWER;
  const set = statusSetOf(plan, field);
  const say = (part: Partial<Answer>): void => content.answer(field.id, { ...answer, ...part }, draft.typed[field.id]);
  if (field.kind === "text") {
    return (
      <TextArea
        id={`${placeId(fieldPlace(field.id))}-text`}
        label="In a few words"
        most={4_000}
        value={answer.text ?? ""}
        onChange={(text) => say({ text: text === "" ? null : text })}
      />
    );
  }
  return (
    <div className={`flex min-w-0 gap-x-6 gap-y-3 ${set ? "flex-col" : "flex-wrap items-center"}`}>
      {!answer.unknown && !isMeasured(standing) && <FieldFigure standing={standing} />}
      {set ? (
        <WordChoice
          name={`${placeId(fieldPlace(field.id))}-word`}
          set={set}
          answer={answer}
          status={status}
          suggested={suggestedOf(standing, content)}
          whose={answer.number === null ? "measured" : "your figure"}
          onChoose={({ status: chosen, unknown }) =>
            content.answer(
              field.id,
              { ...answer, status: chosen, unknown, number: unknown ? null : answer.number },
              unknown ? undefined : draft.typed[field.id],
            )
          }
        />
      ) : (
        <NotKnown
          isChosen={answer.unknown}
          onChoose={(unknown) =>
            content.answer(field.id, { ...answer, unknown, number: unknown ? null : answer.number })
          }
        />
      )}
      {!answer.unknown && isMeasured(standing) && <FieldFigure standing={standing} />}
      {(standing.overridden || answer.reason !== "" || (answer.unknown && isMeasured(standing))) && (
        <OverrideReason standing={standing} onReason={(reason) => say({ reason })} />
      )}
    </div>
  );
}

function isMeasured({ filled }: FieldStanding): boolean {
  return (filled?.evidence?.value ?? null) !== null;
}

/** The word that the figures speak for: those typed in, else those measured; `NOT_KNOWN` where those are too few. */
function suggestedOf({ field, answer }: FieldStanding, { plan, form, record }: FormContent): string | null {
  const figures = { ...NO_ANSWER, number: answer?.number ?? null };
  const alone = { ...form, fields: [field] };
  const [standing] = fieldStandings(plan, alone, { fields: record.fields, answers: { [field.id]: figures } });
  return standing?.status ?? (standing?.tone === "unknown" ? NOT_KNOWN : null);
}

/** Where a figure is typed in: always where nothing was measured, and on demand beside what was. */
function FieldFigure({ standing }: { readonly standing: FieldStanding }): ReactNode {
  const { plan, draft, answer: say } = useFormContent();
  const { field } = standing;
  const [isAsked, setAsked] = useState(false);
  const answer = standing.answer ?? NO_ANSWER;
  const typed = draft.typed[field.id];
  const unit = unitOf(plan, field);
  if (unit === null) return null;
  const hasMeasured = isMeasured(standing);
  const isShown = !hasMeasured || isAsked || answer.number !== null || typed !== undefined;
  if (!isShown) {
    return (
      <button type="button" className={`${QUIET_BUTTON} -ml-2 self-start`} onClick={() => setAsked(true)}>
        Enter another figure
      </button>
    );
  }
  return (
    <div className="flex flex-wrap items-end gap-x-4">
      <FigureInput
        id={`${placeId(fieldPlace(field.id))}-figure`}
        label={hasMeasured ? "Figure instead of the measured one" : "Figure"}
        unit={unit}
        answer={answer}
        typed={typed}
        onFigure={(number, text) => say(field.id, { ...answer, number, unknown: false }, text)}
      />
      {hasMeasured && (
        <button
          type="button"
          className={QUIET_BUTTON}
          onClick={() => {
            setAsked(false);
            say(field.id, { ...answer, number: null });
          }}
        >
          Back to the measured figure
        </button>
      )}
    </div>
  );
}
