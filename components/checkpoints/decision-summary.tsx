import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { CheckpointRecord } from "#core/room/checkpoint";
import type { Plan } from "#core/plan/plan";
import { decisionLabelOf } from "#browser/checkpoint-rows";
import { Stamp } from "#components/live/stamp";
import { ToneMark } from "#components/live/tone-mark";

type Props = { readonly plan: Plan; readonly record: CheckpointRecord; readonly t0: number };

/** Who decided what, when, on which worst field, why, and who signed it too. */
export function DecisionSummary({ plan, record, t0 }: Props): ReactNode {
  const { decision } = record;
  if (!decision) return null;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-2xl font-bold tracking-tight">{decisionLabelOf(plan, record)}</p>
      <p>
        by <strong className="font-semibold">{actorName(decision.by)}</strong>,{" "}
        <Stamp at={decision.at} t0={t0} seconds date />, on revision {decision.revision}; worst field:{" "}
        <ToneMark tone={decision.tone} />
      </p>
      {decision.reason !== "" && <p className="wrap-anywhere">Reason: {decision.reason}</p>}
      {decision.needsSecond && !decision.second && (
        <p className="text-soft">It goes against the worst field, so another lead has to sign it.</p>
      )}
      {decision.second && (
        <p>
          Second signature: <strong className="font-semibold">{actorName(decision.second.by)}</strong>,{" "}
          <Stamp at={decision.second.at} t0={t0} seconds date />
        </p>
      )}
    </div>
  );
}
