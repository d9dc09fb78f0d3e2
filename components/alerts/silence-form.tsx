"use client";

import { useState, type ReactNode } from "react";
import type { Alert } from "#core/room/alert";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import { fieldFault, isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import type { RoomNow } from "#browser/use-room-now";
import { CommandForm } from "#components/live/command-form";
import { Stamp } from "#components/live/stamp";
import { Choice } from "#components/ui/choice";
import { TextArea } from "#components/ui/text-area";

const LENGTHS = [
  { value: 15 * MINUTE_MS, label: "15 min" },
  { value: HOUR_MS, label: "1 h" },
  { value: 4 * HOUR_MS, label: "4 h" },
] as const;
const ABOUT = [
  { value: "subject", label: "Only this one" },
  { value: "rule", label: "The whole rule" },
] as const;

type Props = {
  readonly alert: Pick<Alert, "rule" | "subject" | "label">;
  readonly held: RoomNow;
  readonly onDone: () => void;
};

/** Nobody is called or told of it for a while: of this subject, or of whatever its rule is about. */
export function SilenceForm({ alert, held, onDone }: Props): ReactNode {
  const [lengthMs, setLength] = useState<number>(15 * MINUTE_MS);
  const [about, setAbout] = useState<"subject" | "rule">(alert.subject === null ? "rule" : "subject");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("silence-alert");
  const until = held.now + lengthMs;
  const rule = held.plan.alerts.find(({ id }) => id === alert.rule)?.label ?? alert.rule;
  const silence = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(reason)) return;
    const subject = about === "subject" ? alert.subject : null;
    const answer = await command.run({ rule: alert.rule, subject, until, reason: reason.trim() });
    if (answer.ok) onDone();
  };
  const fault = fieldFault(command.refusal, "until", "The end") ?? fieldFault(command.refusal, "rule", "The rule");
  return (
    <CommandForm command={command} submit="Silence it" onSubmit={() => void silence()} onBack={onDone}>
      <TextArea
        label="Why nobody needs to know"
        value={reason}
        onChange={setReason}
        isNeeded
        autoFocus
        hint="Everybody reads it beside the alert, with your name."
        fault={reasonFault(reason, { tried, refusal: command.refusal })}
      />
      <div className="flex flex-col gap-1">
        <span className="font-medium">How long</span>
        <Choice label="How long" options={LENGTHS} value={lengthMs} onChange={setLength} />
        <p className="text-sm text-soft">
          Until <Stamp at={until} date />. It still fires, is shown and is logged.
        </p>
      </div>
      {alert.subject !== null && (
        <div className="flex flex-col gap-1">
          <span className="font-medium">What</span>
          <Choice label="What" options={ABOUT} value={about} onChange={setAbout} />
          <p className="text-sm text-soft">{about === "subject" ? alert.label : `${rule}, whatever it is about`}</p>
        </div>
      )}
      {fault !== null && <p className="text-sm font-medium text-fail">{fault}</p>}
    </CommandForm>
  );
}
