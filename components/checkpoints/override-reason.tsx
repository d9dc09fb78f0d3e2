"use client";

import type { ReactNode } from "react";
import { formatValue, formatWritten } from "#core/measure/format";
import { NO_ANSWER, saysOtherFigure, type FieldStanding } from "#core/room/form/field-standing";
import { statusLabel } from "#browser/answer-words";
import { fieldReasonPlace, unitOf } from "#browser/form-faults";
import { TextArea } from "#components/ui/text-area";
import { placeId, useFormContent } from "./form-context.ts";

type Props = {
  readonly standing: FieldStanding;
  readonly onReason: (reason: string) => void;
};

/** Both sides of a difference, side by side, and why: the measured one is never changed. */
export function OverrideReason({ standing, onReason }: Props): ReactNode {
  const { plan, faults } = useFormContent();
  const { field, filled, overridden, status } = standing;
  const answer = standing.answer ?? NO_ANSWER;
  const measured = filled?.evidence?.value ?? null;
  const isOtherFigure = measured !== null && saysOtherFigure(filled, answer);
  const said = filled?.status ?? null;
  const isOtherWord = answer.status !== null && said !== null && answer.status !== said;
  return (
    <div className="flex basis-full flex-col gap-2 rounded-md border-l-4 border-warn bg-warn-wash p-3">
      {isOtherFigure && answer.number !== null && (
        <p>
          Measured <strong>{formatValue(measured, filled?.evidence?.unit ?? "")}</strong>, entered{" "}
          <strong>{formatWritten(answer.number, unitOf(plan, field) ?? "")}</strong>. Both are kept.
        </p>
      )}
      {isOtherWord && status !== null && (
        <p>
          Measured says <strong>{statusLabel(plan, field, said)}</strong>, entered{" "}
          <strong>{statusLabel(plan, field, status)}</strong>. Both are kept.
        </p>
      )}
      <TextArea
        id={placeId(fieldReasonPlace(field.id))}
        label={overridden ? "Why it differs from what was measured" : "Why"}
        value={answer.reason}
        isNeeded={overridden}
        onChange={onReason}
        fault={faults.find(({ at }) => at === fieldReasonPlace(field.id))?.message}
      />
    </div>
  );
}
