"use client";

import type { ReactNode } from "react";
import { moveLabel, moveResult, type Move } from "#browser/traffic-move";
import type { RoomNow } from "#browser/use-room-now";
import { ReasonForm } from "./reason-form.tsx";

type Props = {
  readonly move: Move;
  /** The alert for which it is made; null where that is none. */
  readonly alert: string | null;
  readonly held: RoomNow;
  readonly onDone: () => void;
  readonly children?: ReactNode;
};

/** A move of the traffic: what will result, why, and that it is meant. */
export function MoveForm({ move, alert, held, onDone, children }: Props): ReactNode {
  const result = moveResult(move, held);
  const about = { label: "Why", onDone };
  const words = (
    <>
      {children}
      <p role="status" className={`font-medium wrap-anywhere ${result.ok ? "" : "text-fail"}`}>
        {result.sentence}
      </p>
    </>
  );
  const label = moveLabel(move, held.plan);
  switch (move.kind) {
    case "step":
      return (
        <ReasonForm
          {...about}
          verb="take-traffic-step"
          input={(reason) => ({ step: move.step, reason, alert })}
          submit="Take this step"
        >
          {words}
        </ReasonForm>
      );
    case "reduce": {
      const { group, share } = move;
      return (
        <ReasonForm
          {...about}
          verb="reduce-traffic"
          input={(reason) => ({ group, share, reason, alert })}
          submit={label}
          tone="danger"
        >
          {words}
        </ReasonForm>
      );
    }
    case "hold":
      return (
        <ReasonForm {...about} verb="hold-traffic" input={(reason) => ({ reason, alert })} submit={label}>
          {words}
        </ReasonForm>
      );
    case "resume":
      return (
        <ReasonForm {...about} verb="resume-traffic" input={(reason) => ({ reason, alert })} submit={label}>
          {words}
        </ReasonForm>
      );
    default:
      return move satisfies never;
  }
}
