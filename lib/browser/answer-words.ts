import { formatWritten } from "#core/measure/format";
import type { Plan } from "#core/plan/plan";
import type { Answer } from "#core/room/checkpoint";
import { statusSetOf, type Field } from "#core/room/form/form";
import { unitOf } from "./form-faults.ts";

/** An answer in one line: "0.2 %, WARN, because the proxy counted twice", "not known", "as measured". */
export function answerWords(plan: Plan, field: Field, answer: Answer): string {
  const because = answer.reason.trim() === "" ? "" : `, because: ${answer.reason.trim()}`;
  if (answer.unknown) return `not known${because}`;
  const said = [
    answer.number === null ? null : formatWritten(answer.number, unitOf(plan, field) ?? ""),
    answer.status === null ? null : statusLabel(plan, field, answer.status),
    answer.text?.trim() === "" ? null : answer.text,
  ].filter((part) => part !== null);
  const plainWords = field.kind === "measured" ? "as measured" : "nothing";
  return `${said.length > 0 ? said.join(", ") : plainWords}${because}`;
}

/** A word of the field's set as people read it. */
export function statusLabel(plan: Plan, field: Field, status: string): string {
  return statusSetOf(plan, field)?.choices.find(({ id }) => id === status)?.label ?? status;
}
