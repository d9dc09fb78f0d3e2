"use client";

import { FilePen } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { NO_ANSWER } from "#core/room/form/field-standing";
import type { Form } from "#core/room/form/form";
import { answerWords } from "#browser/answer-words";
import type { FormDraftUse } from "#browser/use-form-draft";
import { BUTTON } from "../ui/field-looks.ts";

type Props = { readonly plan: Plan; readonly form: Form; readonly use: FormDraftUse };

/** What this person had filled in when somebody else decided: it cannot be sent any more, and it is not lost. */
export function UnsentDraft({ plan, form, use }: Props): ReactNode {
  const [isSure, setSure] = useState(false);
  const { draft } = use.state;
  const fields = form.fields.filter(({ id }) => use.changed[id] !== undefined || draft.typed[id] !== undefined);
  if (fields.length === 0 && draft.reason === "") return null;
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
        {draft.reason !== "" && (
          <div className="contents">
            <dt className="text-soft">Reason</dt>
            <dd className="wrap-anywhere">{draft.reason}</dd>
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
