import type { ReactNode } from "react";
import type { AlertRow } from "#browser/alert-rows";
import { ReasonForm } from "#components/live/reason-form";
import { AtOnce } from "./at-once.tsx";

/** One reason for all that nobody has in hand. */
export function AcknowledgeAll({ rows }: { readonly rows: readonly AlertRow[] }): ReactNode {
  return (
    <AtOnce
      alerts={rows.filter(({ state }) => state === "firing").map(({ id }) => id)}
      button={(count) => `Acknowledge all ${count}…`}
      title={(count) => `Acknowledge ${count} alerts`}
    >
      {(alerts, close) => (
        <ReasonForm
          verb="acknowledge-alerts"
          input={(note) => ({ alerts, note })}
          path="note"
          submit={`I have all ${alerts.length}`}
          label="What you are doing about them"
          hint="Everybody reads it beside each alert, with your name. Nobody further is called for these."
          onDone={close}
        >
          <p className="text-soft">Alerts that fire from now on are not among them: they call people as ever.</p>
        </ReasonForm>
      )}
    </AtOnce>
  );
}
