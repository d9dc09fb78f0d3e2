import type { Question } from "#browser/ask-context";
import type { AlertRow } from "#browser/alert-rows";
import type { RoomNow } from "#browser/use-room-now";
import { AcknowledgeForm } from "./acknowledge-form.tsx";
import type { AlertAction } from "./alert-buttons.tsx";
import { SilenceForm } from "./silence-form.tsx";

const WORD: Readonly<Record<AlertAction, string>> = { acknowledge: "Acknowledge", silence: "Silence" };

/** What is asked before something is done about an alert. */
export function alertQuestion(action: AlertAction, alert: AlertRow, held: RoomNow): Question {
  return {
    title: `${WORD[action]}: ${alert.label}`,
    held,
    form: (close, now) =>
      action === "acknowledge" ? (
        <AcknowledgeForm alert={alert} onDone={close} />
      ) : (
        <SilenceForm alert={alert} held={now} onDone={close} />
      ),
  };
}
