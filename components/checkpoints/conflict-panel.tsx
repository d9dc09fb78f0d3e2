"use client";

import { GitCompareArrows } from "lucide-react";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { NO_ANSWER } from "#core/room/form/field-standing";
import { answerWords } from "#browser/answer-words";
import { CONFLICT_PLACE } from "#browser/form-faults";
import type { FormDraftUse } from "#browser/use-form-draft";
import { Stamp } from "#components/live/stamp";
import { placeId, useFormContent } from "./form-context.ts";
import { BUTTON } from "../ui/field-looks.ts";

/** Both versions of every field that two people changed, until one of them is chosen. */
export function ConflictPanel({ use }: { readonly use: FormDraftUse }): ReactNode {
  const { plan, form, record } = useFormContent();
  if (use.conflicts.length === 0 || !record.entry) return null;
  const { by, at, revision } = record.entry;
  const fields = form.fields.filter(({ id }) => use.conflicts.includes(id));
  return (
    <section
      role="alert"
      id={placeId(CONFLICT_PLACE)}
      className="scroll-mt-4 rounded-md border-2 border-warn bg-warn-wash p-4"
    >
      <h2 className="flex items-center gap-2 font-semibold">
        <GitCompareArrows aria-hidden="true" className="icon text-warn" />
        {actorName(by)} saved revision {revision} while you were filling this in
      </h2>
      <p className="mt-1 text-sm text-soft">
        At <Stamp at={at} seconds />. Your other fields are kept. Choose for{" "}
        {fields.length === 1 ? "this field" : `these ${fields.length} fields`}; then save or decide.
      </p>
      <ul>
        {fields.map((field) => (
          <li key={field.id} className="mt-3 border-t border-line pt-3">
            <p className="font-semibold">{field.label}</p>
            <div className="mt-1 grid gap-3 sm:grid-cols-2">
              <Version
                whose={`Theirs (${actorName(by)})`}
                words={answerWords(plan, field, use.saved.answers[field.id] ?? NO_ANSWER)}
                does={`Take theirs for ${field.label}`}
                label="Take theirs"
                onChoose={() => use.takeTheirs(field.id)}
              />
              <Version
                whose="Mine"
                words={answerWords(plan, field, use.answers[field.id] ?? NO_ANSWER)}
                does={`Keep mine for ${field.label}`}
                label="Keep mine"
                onChoose={() => use.keepMine(field.id)}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

type VersionProps = {
  readonly whose: string;
  readonly words: string;
  readonly does: string;
  readonly label: string;
  readonly onChoose: () => void;
};

function Version({ whose, words, does, label, onChoose }: VersionProps): ReactNode {
  return (
    <div className="flex flex-col gap-2 rounded-md bg-panel p-3">
      <p className="text-sm text-soft">{whose}</p>
      <p className="flex-1">{words}</p>
      <button type="button" aria-label={does} className={BUTTON} onClick={onChoose}>
        {label}
      </button>
    </div>
  );
}
