"use client";

import type { ReactNode } from "react";
import type { CheckpointRecord } from "#core/room/checkpoint";
import { fieldStandings, worstTone, type FieldStanding } from "#core/room/form/field-standing";
import type { Form } from "#core/room/form/form";
import type { Checkpoints } from "#browser/use-checkpoints";
import { progressOf } from "#browser/form-faults";
import type { FormDraftUse } from "#browser/use-form-draft";
import { useDecisionFault } from "#browser/use-decision-fault";
import { useRollout } from "#browser/use-rollout";
import { ConflictPanel } from "./conflict-panel.tsx";
import { DecideDialog } from "./decide-dialog.tsx";
import { DecisionPanel } from "./decision-panel.tsx";
import { DraftNote } from "./draft-note.tsx";
import { FaultSummary } from "./fault-summary.tsx";
import { FormBar } from "./form-bar.tsx";
import { FormContext } from "./form-context.ts";
import { FormField } from "./form-field.tsx";
import { OthersNote } from "./others-note.tsx";
import { useSubmitEntry } from "./use-submit-entry.ts";

type Props = {
  readonly checkpoints: Checkpoints;
  readonly record: CheckpointRecord;
  readonly form: Form;
  readonly use: FormDraftUse;
  readonly mayDecide: boolean;
};

/** An open checkpoint, filled in and decided. */
export function CheckpointForm({ checkpoints, record, form, use, mayDecide }: Props): ReactNode {
  const { plan, t0 } = checkpoints;
  const clock = useRollout().data?.clock;
  const { draft } = use.state;
  const standings = fieldStandings(plan, form, { fields: record.fields, answers: use.answers });
  const submit = useSubmitEntry({ plan, form, record, standings, use });
  const tone = worstTone(standings);
  const noFactor = useDecisionFault(form, mayDecide);
  return (
    <FormContext value={{ plan, form, record, t0, draft, faults: submit.faults, answer: use.answer }}>
      <form
        noValidate
        aria-label={record.label}
        onSubmit={(event) => event.preventDefault()}
        onBlur={use.flush}
        className="flex flex-col gap-4 [&_:is(input,textarea,button,a)]:scroll-mt-4 [&_:is(input,textarea,button,a)]:scroll-mb-56"
      >
        <FaultSummary faults={submit.faults} />
        <ConflictPanel use={use} />
        <OthersNote others={use.others} />
        {groupsOf(standings).map(({ heading, fields }) => (
          <section key={heading ?? ""} aria-label={heading ?? form.label} className="panel px-4 sm:px-5">
            {heading !== null && <h2 className="pt-4 text-sm font-semibold tracking-wide text-soft">{heading}</h2>}
            <ul>
              {fields.map((standing) => (
                <FormField key={standing.field.id} standing={standing} />
              ))}
            </ul>
          </section>
        ))}
        <DecisionPanel
          answers={use.answers}
          tone={tone}
          mayDecide={mayDecide}
          noFactor={noFactor}
          onChange={use.decide}
        />
        <FormBar
          {...progressOf(standings)}
          phase={submit.phase}
          mayDecide={mayDecide && noFactor === null}
          decisionLabel={submit.choice?.label ?? null}
          said={submit.said}
          note={clock && <DraftNote state={use.state} isChanged={use.isChanged} clock={clock} />}
          onSave={submit.save}
          onDecide={submit.decide}
        />
      </form>
      {submit.choice && (
        <DecideDialog
          isOpen={submit.isConfirming}
          label={record.label}
          choice={submit.choice}
          tone={tone}
          reason={draft.reason.trim()}
          onBack={submit.back}
          onDecide={submit.confirm}
        />
      )}
    </FormContext>
  );
}

type Group = { readonly heading: string | null; readonly fields: readonly FieldStanding[] };

/** Fields under the headings of the plan, in its order; those of one heading together. */
function groupsOf(standings: readonly FieldStanding[]): readonly Group[] {
  const groups = new Map<string | null, FieldStanding[]>();
  for (const standing of standings) {
    const heading = standing.field.group ?? null;
    groups.set(heading, [...(groups.get(heading) ?? []), standing]);
  }
  return [...groups].map(([heading, fields]) => ({ heading, fields }));
}
