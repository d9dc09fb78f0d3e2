import type { ReactNode } from "react";
import type { AlertRow } from "#browser/alert-rows";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

export type AlertAction = "acknowledge" | "silence";
type Props = { readonly row: AlertRow; readonly onAsk: (action: AlertAction) => void };

/** What whoever runs the rollout may do about an alert that is on. */
export function AlertButtons({ row, onAsk }: Props): ReactNode {
  return (
    <div className="mt-3 flex flex-wrap gap-2 max-sm:*:flex-auto">
      {row.state === "firing" && (
        <button type="button" onClick={() => onAsk("acknowledge")} className={MAIN_BUTTON}>
          Acknowledge…<span className="sr-only"> {row.label}</span>
        </button>
      )}
      {row.silence === null && (
        <button type="button" onClick={() => onAsk("silence")} className={BUTTON}>
          Silence…<span className="sr-only"> {row.label}</span>
        </button>
      )}
    </div>
  );
}
