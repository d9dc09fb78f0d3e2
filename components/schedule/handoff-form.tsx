"use client";

import { useState, type ReactNode } from "react";
import type { OwedHandoff } from "#core/shift/duty";
import { handoffItems, handoffSummary, type Standing } from "#core/shift/handoff-draft";
import { fieldFault, isTooShort } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { useRoom } from "#browser/use-room";
import { useShifts, type ShiftsNow } from "#browser/use-shifts";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import { CARD } from "../ui/field-looks.ts";
import { ItemGroups } from "./handoff-view.tsx";

type Props = {
  readonly owed: OwedHandoff;
  /** The room and its figures as they were when it was asked for: shown while none are newer. */
  readonly asked: ShiftsNow;
  readonly figuresAsked: readonly Standing[];
  readonly onDone: () => void;
};

/** The handoff, filled from the room: its writer edits the first lines, adds what to watch, and leaves out what is no news. */
export function HandoffForm({ owed, asked, figuresAsked, onDone }: Props): ReactNode {
  const { outgoing, incoming, handoff } = owed;
  const held = useShifts() ?? asked;
  const newest = useRoom("overview").latest?.body;
  const figures = newest?.view === "overview" ? newest.headlines.map(({ now }) => now) : figuresAsked;
  const items = handoffItems({ ...held, figures, since: outgoing.from });
  const [summary, setSummary] = useState(() => handoff?.summary ?? handoffSummary(items));
  const [watch, setWatch] = useState(handoff?.watch ?? "");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const command = useCommand("write-handoff");
  const send = async (): Promise<void> => {
    setTried(true);
    if (isTooShort(summary)) return;
    const leaveOut = items.map(({ id }) => id).filter((id) => left.has(id));
    const answer = await command.run({ shift: incoming.id, summary: summary.trim(), watch: watch.trim(), leaveOut });
    if (answer.ok) onDone();
  };
  const toggle = (id: string): void => setLeft((held) => (held.has(id) ? without(held, id) : new Set([...held, id])));
  const fault = tried && isTooShort(summary) ? "Say how things stand, in a few words." : null;
  return (
    <CommandForm command={command} submit="Send the handoff" onSubmit={() => void send()} onBack={onDone}>
      <TextArea
        label="How things stand"
        value={summary}
        onChange={setSummary}
        isNeeded
        autoFocus
        fault={fault ?? fieldFault(command.refusal, "summary", "It")}
      />
      <TextArea
        label="What to watch"
        hint="Patterns, suspicions, what you were about to do."
        value={watch}
        onChange={setWatch}
        fault={fieldFault(command.refusal, "watch", "It")}
      />
      <div>
        <p className="mb-2 text-sm text-soft">
          From the room, as it is when you send. Take the tick away from what is no news.
        </p>
        <ItemGroups
          items={items}
          row={({ id, text }) => (
            <label className={`${CARD} text-sm`}>
              <input
                type="checkbox"
                checked={!left.has(id)}
                onChange={() => toggle(id)}
                className="size-5 flex-none accent-[var(--ink)]"
              />
              <span className={`min-w-0 ${left.has(id) ? "text-faint line-through" : ""}`}>{text}</span>
            </label>
          )}
        />
      </div>
    </CommandForm>
  );
}

function without(all: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...all].filter((each) => each !== id));
}
