"use client";

import { Plus } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { useCommand } from "#browser/use-command";
import type { Checkpoints } from "#browser/use-checkpoints";
import { CommandNote } from "#components/live/command-note";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { INPUT } from "./looks.ts";
import { dueAt, dueText, OwnerDueInput, type OwnerDue } from "./owner-due.tsx";

type Props = { readonly checkpoint: string; readonly checkpoints: Checkpoints };

/** One more action item of this checkpoint; due at the next gate unless said otherwise. */
export function ActionAdd({ checkpoint, checkpoints }: Props): ReactNode {
  const id = useId();
  const { plan, room, now, rows } = checkpoints;
  const nextGate = rows.find(({ kind, at }) => kind === "gate" && at > now)?.at ?? now + 86_400_000;
  const [isOpen, setOpen] = useState(false);
  const [label, setLabel] = useState("");
  const [value, setValue] = useState<OwnerDue>({ owner: "", due: dueText(nextGate) });
  const { run, phase, refusal } = useCommand("add-action");
  const due = dueAt(value.due);
  const isWhole = label.trim().length >= 3 && value.owner !== "" && due !== null;
  const add = async (): Promise<void> => {
    if (due === null) return;
    const answer = await run({ checkpoint, label: label.trim(), owner: value.owner, due });
    if (!answer.ok) return;
    setLabel("");
    setOpen(false);
  };
  if (!isOpen)
    return (
      <button type="button" className={`${BUTTON} mt-2`} onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" className="icon" />
        Add an action item
      </button>
    );
  return (
    <div className="mt-3 flex flex-col gap-3 rounded-md bg-raised p-3">
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="text-sm font-medium">
          What is to be done
        </label>
        <input
          id={id}
          type="text"
          value={label}
          maxLength={160}
          onChange={(event) => setLabel(event.target.value)}
          className={INPUT}
        />
      </div>
      <OwnerDueInput plan={plan} room={room} value={value} onChange={setValue} />
      <div className="flex gap-2 max-sm:*:flex-1">
        <button type="button" className={BUTTON} onClick={() => setOpen(false)}>
          Back
        </button>
        <button
          type="button"
          className={MAIN_BUTTON}
          disabled={phase !== "idle" || !isWhole}
          onClick={() => void add()}
        >
          Add it
        </button>
      </div>
      <CommandNote phase={phase} refusal={refusal} />
    </div>
  );
}
