import type { ReactNode } from "react";
import type { OpenProcedure } from "#browser/playbook-rows";
import { ReasonForm } from "#components/live/reason-form";
import { AtOnce } from "./at-once.tsx";

/** One reason for leaving all low procedures that are listed. */
export function LeaveLow({ procedures }: { readonly procedures: readonly OpenProcedure[] }): ReactNode {
  return (
    <AtOnce
      alerts={procedures.filter(({ isLow }) => isLow).map(({ alert }) => alert.id)}
      button={(count) => `Leave ${count} low ones…`}
      title={(count) => `Leave ${count} procedures`}
    >
      {(alerts, close) => (
        <ReasonForm
          verb="leave-low-playbooks"
          input={(reason) => ({ alerts, reason })}
          submit={`Leave all ${alerts.length}`}
          label="Why"
          hint="The rollout goes on. Steps that are not done stay undone; the log keeps your reason with each of them."
          onDone={close}
        />
      )}
    </AtOnce>
  );
}
