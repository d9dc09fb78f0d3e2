"use client";

import Link from "next/link";
import { useState, type ReactNode } from "react";
import type { MilestoneNow } from "#core/sprint/sprint-now";
import { useAsk } from "#browser/ask-context";
import { isTooShort, reasonFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { CommandForm } from "#components/live/command-form";
import { Stamp } from "#components/live/stamp";
import { BUTTON, LINK } from "../ui/field-looks.ts";
import { Panel } from "#components/ui/panel";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly held: RoomNow; readonly milestones: readonly MilestoneNow[] };

/** The sprint's milestones; a task that needs one waits until a lead confirms it. */
export function MilestonesPanel({ held, milestones }: Props): ReactNode {
  const ask = useAsk();
  const askOf = ({ id, label }: MilestoneNow): void =>
    ask({ title: label, form: (close) => <ConfirmForm milestone={id} onDone={close} /> });
  return (
    <Panel id="milestones" title="Milestones">
      <ul className="flex flex-col divide-y divide-line">
        {milestones.map((milestone) => (
          <li key={milestone.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <span>
              {milestone.label}
              <span className="block text-sm text-soft">
                <Stamp at={milestone.at} date /> ·{" "}
                {milestone.confirmedAt === null ? (
                  "not confirmed"
                ) : (
                  <>
                    confirmed <Stamp at={milestone.confirmedAt} date />
                  </>
                )}
              </span>
            </span>
            {milestone.confirmedAt === null && milestone.confirmedWith === "stabilisation" && (
              <Link href="/criteria" className={LINK}>
                With the stabilisation
              </Link>
            )}
            {milestone.confirmedAt === null && !milestone.confirmedWith && isLeading(held.me) && (
              <button type="button" onClick={() => askOf(milestone)} className={BUTTON}>
                Confirm…<span className="sr-only"> {milestone.label}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ConfirmForm({ milestone, onDone }: { readonly milestone: string; readonly onDone: () => void }): ReactNode {
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("confirm-milestone");
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(note)) return;
    if ((await command.run({ milestone, note: note.trim() })).ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Confirm it" onSubmit={() => void confirm()} onBack={onDone}>
      <TextArea
        label="What shows that it is reached"
        value={note}
        onChange={setNote}
        isNeeded
        autoFocus
        fault={reasonFault(note, { tried, refusal: command.refusal })}
      />
    </CommandForm>
  );
}
