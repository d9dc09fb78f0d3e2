"use client";

import { useState, type ReactNode } from "react";
import type { CommandInputs, Verb } from "#wire/command";
import type { Question } from "#browser/ask-context";
import { isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { TextArea } from "#components/ui/text-area";
import { CommandForm } from "./command-form.tsx";

type Props<V extends Verb> = {
  readonly verb: V;
  readonly input: (reason: string) => CommandInputs[V];
  readonly submit: string;
  /** What the reason is asked with. */
  readonly label: string;
  readonly hint?: string;
  /** Where a refusal names the reason, if not by that word. */
  readonly path?: string;
  readonly tone?: "main" | "danger";
  readonly onDone: () => void;
  readonly children?: ReactNode;
};

/** A question, for `useAsk`, that asks for nothing but why. */
export function reasonQuestion<V extends Verb>(title: string, props: Omit<Props<V>, "onDone">): Question {
  return { title, form: (close) => <ReasonForm {...props} onDone={close} /> };
}

/** A command that asks for nothing but why. */
export function ReasonForm<V extends Verb>(props: Props<V>): ReactNode {
  const { verb, input, submit, label, hint, path = "reason", tone = "main", onDone, children } = props;
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand(verb);
  const send = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(reason)) return;
    const answer = await command.run(input(reason.trim()));
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit={submit} tone={tone} onSubmit={() => void send()} onBack={onDone}>
      {children}
      <TextArea
        label={label}
        hint={hint}
        value={reason}
        onChange={setReason}
        isNeeded
        autoFocus
        fault={reasonFault(reason, { tried, refusal: command.refusal, path })}
      />
    </CommandForm>
  );
}
