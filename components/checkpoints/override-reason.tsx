"use client";

import type { ReactNode } from "react";
import { formatValue, formatWritten } from "#core/measure/format";
import { NO_ANSWER, saysOtherFigure, type FieldStanding } from "#core/room/form/field-standing";
import { statusLabel } from "#browser/answer-words";
import { fieldReasonPlace, unitOf } from "#browser/form-faults";
import { placeId, useFormContent } from "./form-context.ts";
import { GrowingText } from "./growing-text.tsx";

type Props = {
  readonly standing: FieldStanding;
  readonly isFaulty: boolean;
  readonly onReason: (reason: string) => void;
};

/** Both sides of a difference, side by side, and why: the measured one is never changed. */
export function OverrideReason({ standing, isFaulty, onReason }: Props): ReactNode {
  const { plan } = useFormContent();
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
      <GrowingText
        id={placeId(fieldReasonPlace(field.id))}
        label={overridden ? "Why it differs from what was measured" : "Why"}
        value={answer.reason}
        most={1_000}
        isWanted={overridden}
        isInvalid={isFaulty && overridden && answer.reason.trim().length < 3}
        onChange={onReason}
      />
    </div>
  );
}
