"use client";

import { useState, type ReactNode } from "react";
import type { channelTests } from "#core/notify/preflight-channel";
import { fieldFault, isTooShort } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { Choice } from "#components/ui/choice";
import { SelectField } from "#components/ui/select-field";
import { TextArea } from "#components/ui/text-area";

const RESULTS = [
  { value: "worked", label: "It worked" },
  { value: "did-not", label: "It did not" },
] as const;

type Props = { readonly tests: ReturnType<typeof channelTests>; readonly onDone: () => void };

/** Somebody tried a channel, and heard the other end or not. */
export function ChannelForm({ tests, onDone }: Props): ReactNode {
  const first = tests.find(({ test }) => test === null) ?? tests[0];
  const [channel, setChannel] = useState(first?.channel ?? "");
  const [result, setResult] = useState<"worked" | "did-not" | null>(null);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const { refusal, phase, run } = useCommand("test-channel");
  const isUntold = result === "did-not" && isTooShort(note);
  const log = async (): Promise<void> => {
    setTried(true);
    if (result === null || isUntold) return;
    const answer = await run({ channel, ok: result === "worked", note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={{ refusal, phase }} submit="Log the test" onSubmit={() => void log()} onBack={onDone}>
      <SelectField
        label="Channel"
        options={tests.map((each) => ({ value: each.channel, label: each.channel }))}
        value={channel}
        onChange={setChannel}
        fault={fieldFault(refusal, "channel", "The channel")}
      />
      <div className="flex flex-col gap-1">
        <span className="font-medium">Was the other end heard?</span>
        <Choice label="Was the other end heard?" options={RESULTS} value={result} onChange={setResult} />
        <p role="alert" className="text-sm font-medium text-fail">
          {tried && result === null && "Say whether it worked."}
        </p>
      </div>
      <TextArea
        label={result === "did-not" ? "What went wrong" : "Note"}
        value={note}
        onChange={setNote}
        isNeeded={result === "did-not"}
        fault={tried && isUntold ? "What went wrong?" : fieldFault(refusal, "note", "The note")}
      />
    </CommandForm>
  );
}
