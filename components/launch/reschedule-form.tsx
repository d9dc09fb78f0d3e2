"use client";

import { useState, type ReactNode } from "react";
import { fieldFault, isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import type { RoomNow } from "#browser/use-room-now";
import { utcInputAt, utcInputText } from "#browser/utc-input";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import { TextField } from "#components/ui/text-field";
import { MovedDates } from "#components/live/moved-dates";

type Props = {
  readonly held: RoomNow;
  /** What the form begins with; T0 as it stands where nothing is suggested. */
  readonly suggested?: number;
  readonly onDone: () => void;
};

/** A new T0 in UTC, with the old and the new dates side by side before it is taken. */
export function RescheduleForm({ held, suggested, onDone }: Props): ReactNode {
  const { plan, t0, now } = held;
  const [text, setText] = useState(utcInputText(suggested ?? t0));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("reschedule");
  const wanted = utcInputAt(text);
  const fault = timeFault(wanted, now, t0);
  const move = async (): Promise<void> => {
    setTried(true);
    if (wanted === null || fault !== null || isTooShort(reason)) return;
    const answer = await command.run({ t0: wanted, reason: reason.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Move T0" onSubmit={() => void move()} onBack={onDone}>
      <TextField
        label="New T0, in UTC"
        type="datetime-local"
        value={text}
        onChange={setText}
        fault={(tried ? fault : null) ?? fieldFault(command.refusal, "t0", "T0")}
      />
      {wanted !== null && wanted !== t0 && <MovedDates plan={plan} from={t0} to={wanted} />}
      <TextArea
        label="Why it moves"
        value={reason}
        onChange={setReason}
        isNeeded
        fault={reasonFault(reason, { tried, refusal: command.refusal })}
      />
      <p className="text-sm text-soft">
        Every phase, checkpoint, shift, task and report moves with it. The old dates stay in the log.
      </p>
    </CommandForm>
  );
}

function timeFault(wanted: number | null, now: number, t0: number): string | null {
  if (wanted === null) return "This is no date and time.";
  if (wanted === t0) return "This is T0 as it stands.";
  return wanted <= now ? "T0 must lie ahead." : null;
}
