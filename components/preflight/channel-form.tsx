"use client";

import { useState, type ReactNode } from "react";
import type { Readiness } from "#core/room/readiness";
import { fieldFault, isTooShort } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { Choice } from "#components/ui/choice";
import { TextArea } from "#components/ui/text-area";
import { TextField } from "#components/ui/text-field";

const SUGGESTED = ["Slack", "Call", "Backup phone"] as const;
const RESULTS = [
  { value: "worked", label: "It worked" },
  { value: "did-not", label: "It did not" },
] as const;

type Props = { readonly channels: Readiness["channels"]; readonly onDone: () => void };

/** Somebody tried a channel, and heard the other end or not. */
export function ChannelForm({ channels, onDone }: Props): ReactNode {
  const names = [...new Set([...SUGGESTED, ...Object.keys(channels)])];
  const [channel, setChannel] = useState(names.find((name) => channels[name] === undefined) ?? "");
  const [result, setResult] = useState<"worked" | "did-not" | null>(null);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const { refusal, phase, run } = useCommand("test-channel");
  const isUntold = result === "did-not" && isTooShort(note);
  const log = async (): Promise<void> => {
    setTried(true);
    if (channel.trim() === "" || result === null || isUntold) return;
    const answer = await run({ channel: channel.trim(), ok: result === "worked", note: note.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={{ refusal, phase }} submit="Log the test" onSubmit={() => void log()} onBack={onDone}>
      <div className="flex flex-col gap-2">
        <Choice
          label="Channels"
          options={SUGGESTED.map((name) => ({ value: name, label: name }))}
          value={SUGGESTED.find((name) => name === channel) ?? null}
          onChange={setChannel}
        />
        <TextField
          label="Channel"
          value={channel}
          onChange={setChannel}
          maxLength={60}
          fault={
            tried && channel.trim() === "" ? "Which channel was tried?" : fieldFault(refusal, "channel", "The channel")
          }
        />
      </div>
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
