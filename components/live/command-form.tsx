"use client";

import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import type { Refusal } from "#core/outcome";
import type { CommandPhase } from "#browser/use-command";
import { BUTTON } from "../ui/field-looks.ts";
import { CommandNote } from "./command-note.tsx";

const SUBMIT =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-md border px-5 font-semibold text-ground hover:opacity-90 disabled:opacity-60";
const TONE = {
  main: "border-ink bg-ink",
  go: "border-pass bg-pass",
  danger: "border-fail bg-fail",
} as const;

type Props = {
  readonly command: { readonly phase: CommandPhase; readonly refusal: Refusal | null };
  readonly submit: string;
  readonly tone?: keyof typeof TONE;
  readonly onSubmit: () => void;
  readonly onBack: () => void;
  readonly children: ReactNode;
};

/** A command's form: what was typed stays, whatever the answer; the first field at fault takes the focus. */
export function CommandForm({ command, submit, tone = "main", onSubmit, onBack, children }: Props): ReactNode {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  const { phase, refusal } = command;
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries, refusal]);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (phase !== "idle") return;
    onSubmit();
    setTries((count) => count + 1);
  };
  const isBusy = phase !== "idle";
  return (
    <form ref={form} method="post" noValidate onSubmit={send} className="flex flex-col gap-4">
      {children}
      <CommandNote phase={phase} refusal={refusal} />
      <div className="flex flex-wrap justify-end gap-2 max-sm:*:flex-auto">
        <button type="button" onClick={onBack} className={BUTTON}>
          Back
        </button>
        <button type="submit" disabled={isBusy} className={`${SUBMIT} ${TONE[tone]}`}>
          {phase === "idle" ? submit : phase === "waiting" ? "Waiting for the link…" : "Sending…"}
        </button>
      </div>
    </form>
  );
}
