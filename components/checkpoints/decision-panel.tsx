"use client";

import { Star } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "#core/room/checkpoint";
import { recommendationOf } from "#core/room/commands/checkpoint-commands";
import { decisionsOf, type DecisionChoice } from "#core/room/form/form";
import { asksOf, CHOICE_PLACE, REASON_PLACE, recordWith, type Asks } from "#browser/form-faults";
import type { Answers, FormDraft } from "#browser/form-draft";
import { SecondFactorNotice } from "#components/live/second-factor-notice";
import { ToneMark } from "#components/live/tone-mark";
import { TextArea } from "#components/ui/text-area";
import { CARD, RADIO } from "../ui/field-looks.ts";
import { placeId, useFormContent } from "./form-context.ts";
import { RecommendationRule } from "./recommendation-rule.tsx";

type Props = {
  readonly answers: Answers;
  readonly tone: Tone;
  readonly mayDecide: boolean;
  /** Why this session may not sign it, where a second factor is missing. */
  readonly noFactor: string | null;
  readonly onChange: (part: Partial<Pick<FormDraft, "decision" | "reason">>) => void;
};

/** What may be decided, what the plan recommends on these fields, and what each decision asks for, said before it is taken. */
export function DecisionPanel({ answers, tone, mayDecide, noFactor, onChange }: Props): ReactNode {
  const { plan, form, record, draft, faults } = useFormContent();
  const choices = decisionsOf(plan, form);
  const recommended = recommendationOf(plan, form, recordWith(record, answers));
  const chosen = choices.find(({ id }) => id === draft.decision);
  const isWanted = chosen !== undefined && asksOf(chosen, tone).reason;
  const fault = faults.find(({ at }) => at === CHOICE_PLACE);
  return (
    <section aria-labelledby="decision" className="panel border-strong p-4 sm:p-5">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="decision" className="text-lg font-semibold">
          Decision
        </h2>
        <p className="text-soft">
          worst field: <ToneMark tone={tone} />
        </p>
      </div>
      <RecommendationRule form={form} recommended={recommended?.label ?? null} />
      {!mayDecide && (
        <p className="mb-2 text-soft">A lead decides. What you fill in can be saved without a decision.</p>
      )}
      <div className="mb-3 empty:hidden">
        <SecondFactorNotice fault={noFactor} />
      </div>
      <fieldset id={placeId(CHOICE_PLACE)} disabled={!mayDecide || noFactor !== null} className="min-w-0">
        <legend className="sr-only">Decision</legend>
        {fault && <p className="mb-2 font-medium text-fail">{fault.message}</p>}
        <div className="grid gap-2 sm:grid-cols-2 xl:grid-cols-4">
          {choices.map((choice) => (
            <DecisionCard
              key={choice.id}
              choice={choice}
              asks={asksOf(choice, tone)}
              isRecommended={recommended?.decision === choice.id}
              isChosen={draft.decision === choice.id}
              onChoose={() => onChange({ decision: choice.id })}
            />
          ))}
        </div>
      </fieldset>
      {mayDecide && noFactor === null && (
        <div className="mt-3">
          <TextArea
            id={placeId(REASON_PLACE)}
            label="Reason for the decision"
            value={draft.reason}
            isNeeded={isWanted}
            onChange={(reason) => onChange({ reason })}
            fault={faults.find(({ at }) => at === REASON_PLACE)?.message}
          />
        </div>
      )}
    </section>
  );
}

type CardProps = {
  readonly choice: DecisionChoice;
  readonly asks: Asks;
  readonly isRecommended: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function DecisionCard({ choice, asks, isRecommended, isChosen, onChoose }: CardProps): ReactNode {
  const wanted = [
    asks.reason ? "a reason" : null,
    asks.second ? "a second lead" : null,
    asks.password ? "your password" : null,
  ].filter((part) => part !== null);
  return (
    <label className={`${CARD} items-start py-3`}>
      <input type="radio" name="decision" className={`${RADIO} mt-0.5`} checked={isChosen} onChange={onChoose} />
      <span className="min-w-0">
        <span className="block text-lg leading-tight">{choice.label}</span>
        {isRecommended && (
          <span className="mt-1 flex items-center gap-1.5 text-sm font-semibold">
            <Star aria-hidden="true" className="icon" />
            the plan recommends this
          </span>
        )}
        <span className="mt-1 block text-sm font-normal text-soft">
          {wanted.length === 0 ? "asks for nothing more" : `asks for ${wanted.join(" and ")}`}
          {asks.second && ": it goes against the worst field"}
        </span>
      </span>
    </label>
  );
}
