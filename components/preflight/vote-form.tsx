"use client";

import { useState, type ReactNode } from "react";
import type { Poll } from "#core/room/poll";
import { durationWords } from "#core/time-words";
import { isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";

type Props = {
  readonly poll: Poll;
  readonly role: string;
  readonly vote: "go" | "no_go";
  readonly onDone: () => void;
};

/** The vote said once more, with what it means; a NO-GO first says why. */
export function VoteForm({ poll, role, vote, onDone }: Props): ReactNode {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("cast-vote");
  const isVeto = vote === "no_go";
  const cast = async (): Promise<void> => {
    setTried(true);
    if (isVeto && isTooShort(reason)) return;
    const answer = await command.run({ poll: poll.id, role, vote, reason: reason.trim() });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm
      command={command}
      submit={isVeto ? "Vote NO-GO" : "Vote GO"}
      tone={isVeto ? "danger" : "go"}
      onSubmit={() => void cast()}
      onBack={onDone}
    >
      <p>
        When the poll opened, {poll.ready.length} of {poll.ready.length + poll.unready.length} items were ready.
      </p>
      <p className="text-soft">
        {isVeto
          ? "A NO-GO is a veto: it stops the rollout, and stands until a new poll is opened."
          : `A GO counts for ${durationWords(poll.lapseMs)}. Until then you may still change it to NO-GO.`}{" "}
        You sign with your name; your password is asked for where it was not given lately.
      </p>
      <TextArea
        label={isVeto ? "Why it must not go" : "Remark"}
        value={reason}
        onChange={setReason}
        isNeeded={isVeto}
        autoFocus={isVeto}
        fault={reasonFault(reason, { tried: tried && isVeto, refusal: command.refusal })}
      />
    </CommandForm>
  );
}
