import { createContext, useContext } from "react";
import type { Plan } from "#core/plan/plan";
import type { Answer, CheckpointRecord } from "#core/room/checkpoint";
import type { Form } from "#core/room/form/form";
import type { FormDraft } from "#browser/form-draft";
import type { Fault } from "#browser/form-faults";

/** What every field of an open form has to know. */
export type FormContent = {
  readonly plan: Plan;
  readonly form: Form;
  readonly record: CheckpointRecord;
  readonly t0: number;
  readonly draft: FormDraft;
  readonly faults: readonly Fault[];
  readonly answer: (field: string, answer: Answer, typed?: string) => void;
};

export const FormContext = createContext<FormContent | null>(null);

export function useFormContent(): FormContent {
  const content = useContext(FormContext);
  if (!content) throw new Error("a field stands outside of its form");
  return content;
}

/** The id of the element at a place: what links and the focus go to. */
export function placeId(at: string): string {
  return `place-${at}`;
}

/** Brings the focus to a place; to the control at fault inside, else the first, where the place is none itself. */
export function focusPlace(at: string): void {
  const place = document.getElementById(placeId(at)) ?? document.getElementById(placeId(""));
  if (!place) return;
  const control = place.matches("input, textarea, select, button")
    ? place
    : (place.querySelector<HTMLElement>('[aria-invalid="true"]') ??
      place.querySelector<HTMLElement>("input:checked, input, textarea, select, button"));
  (control ?? place).focus();
  place.scrollIntoView({ block: "center" });
}
