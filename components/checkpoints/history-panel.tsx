"use client";

import { useState, type ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { Plan } from "#core/plan/plan";
import type { LoggedEvent } from "#core/room/room-event";
import { useCheckpointHistory } from "#browser/use-checkpoint-history";
import type { Checkpoints } from "#browser/use-checkpoints";
import { useCommand } from "#browser/use-command";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";
import { TextArea } from "#components/ui/text-area";
import { CommandNote } from "#components/live/command-note";
import { BUTTON } from "../ui/field-looks.ts";

type Props = { readonly checkpoints: Checkpoints; readonly checkpoint: string; readonly mayChange: boolean };

/** Notes, and everything that was saved, decided and signed here, oldest first. */
export function HistoryPanel({ checkpoints, checkpoint, mayChange }: Props): ReactNode {
  const { plan, room, t0 } = checkpoints;
  const events = useCheckpointHistory(checkpoint, room.seq);
  return (
    <Panel id="history" title="Notes and what happened here">
      {events === null && <p className="text-soft">Reading the log…</p>}
      {events?.length === 0 && <p className="text-soft">Nothing was said or saved here yet.</p>}
      <ol className="flex flex-col gap-1.5">
        {(events ?? []).map((logged) => (
          <li key={logged.seq}>
            <span className="text-sm text-soft">
              <Stamp at={logged.at} t0={t0} date />, {actorName(logged.actor)}:{" "}
            </span>
            <span className="wrap-anywhere whitespace-pre-line">{eventWords(plan, logged)}</span>
          </li>
        ))}
      </ol>
      {mayChange && <AddNote checkpoint={checkpoint} />}
    </Panel>
  );
}

function AddNote({ checkpoint }: { readonly checkpoint: string }): ReactNode {
  const [text, setText] = useState("");
  const { run, phase, refusal } = useCommand("add-note");
  const add = async (): Promise<void> => {
    const answer = await run({ text: text.trim(), checkpoint });
    if (answer.ok) setText("");
  };
  return (
    <div className="mt-4 flex flex-col items-start gap-2 *:first:w-full">
      <TextArea label="A note for everybody" value={text} onChange={setText} isNeeded />
      <button
        type="button"
        className={BUTTON}
        disabled={phase !== "idle" || text.trim().length < 3}
        onClick={() => void add()}
      >
        Add the note
      </button>
      <CommandNote phase={phase} refusal={refusal} />
    </div>
  );
}

function eventWords(plan: Plan, { event }: LoggedEvent): string {
  if (event.type === "note_added") return event.text;
  if (event.type === "entry_submitted") return `saved revision ${event.revision}; worst field: ${event.tone}`;
  if (event.type === "decision_made") {
    const second = event.needsSecond ? ", to be signed by another lead" : "";
    return `decided: ${decisionLabel(plan, event.decision)}${second}${because(event.reason)}`;
  }
  if (event.type === "decision_seconded") return "signed the decision";
  if (event.type === "decision_declined") return `declined to sign${because(event.reason)}`;
  return event.type === "action_added" ? `added an action item: ${event.label}` : event.type.replaceAll("_", " ");
}

function decisionLabel(plan: Plan, decision: string): string {
  const choices = plan.decisionSets.flatMap(({ choices: offered }) => offered);
  return choices.find(({ id }) => id === decision)?.label ?? decision;
}

function because(reason: string): string {
  return reason === "" ? "" : `: ${reason}`;
}
