"use client";

import { FilePen } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { NO_ANSWER } from "#core/room/form/field-standing";
import type { CheckpointRecord } from "#core/room/checkpoint";
import type { Field, Form } from "#core/room/form/form";
import { answerWords } from "#browser/answer-words";
import { unitOf } from "#browser/form-faults";
import { readNumber } from "#browser/read-number";
import type { FormDraftUse } from "#browser/use-form-draft";
import { BUTTON } from "../ui/field-looks.ts";

type Props = {
  readonly plan: Plan;
  readonly form: Form;
  readonly decision: NonNullable<CheckpointRecord["decision"]>;
  readonly use: FormDraftUse;
};

/** What this person had filled in when somebody else decided: it cannot be sent any more, and it is not lost. */
export function UnsentDraft({ plan, form, decision, use }: Props): ReactNode {
  const [isSure, setSure] = useState(false);
  const { draft } = use.state;
  const isUnread = (field: Field): boolean =>
    readNumber(draft.typed[field.id] ?? "", unitOf(plan, field) ?? "").kind === "unclear";
  const fields = form.fields.filter((field) => use.changed[field.id] !== undefined || isUnread(field));
  const reason = draft.reason.trim() === decision.reason ? "" : draft.reason;
  if (fields.length === 0 && reason === "") return null;
  return (
    <section aria-labelledby="unsent" className="rounded-md border border-strong bg-panel p-4">
      <h2 id="unsent" className="flex items-center gap-2 font-semibold">
        <FilePen aria-hidden="true" className="icon" />
        What you had filled in and not sent
      </h2>
      <p className="text-sm text-soft">It is kept here. A note below takes what should still be known.</p>
      <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
        {fields.map((field) => (
          <div key={field.id} className="contents">
            <dt className="text-soft">{field.label}</dt>
            <dd className="wrap-anywhere">
              {draft.typed[field.id] ?? answerWords(plan, field, use.changed[field.id] ?? NO_ANSWER)}
            </dd>
          </div>
        ))}
        {reason !== "" && (
          <div className="contents">
            <dt className="text-soft">Reason</dt>
            <dd className="wrap-anywhere">{reason}</dd>
          </div>
        )}
      </dl>
      <button
        type="button"
        className={`${BUTTON} mt-3`}
        onClick={() => {
          if (isSure) void use.forget();
          else setSure(true);
        }}
      >
        {isSure ? "Really discard it" : "Discard it"}
      </button>
    </section>
  );
}
