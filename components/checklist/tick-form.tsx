"use client";

import { useState, type ReactNode } from "react";
import type { ChecklistItemStanding } from "#core/room/closing/checklist-standing";
import { fieldFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { ProofFields } from "#components/live/proof-fields";

type Props = { readonly item: ChecklistItemStanding; readonly onDone: () => void };

/** What shows that a line is done: a note, a link, or both. */
export function TickForm({ item, onDone }: Props): ReactNode {
  const [note, setNote] = useState("");
  const [link, setLink] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("tick-item");
  const isEmpty = note.trim() === "" && link.trim() === "";
  const tick = async (): Promise<void> => {
    setTried(true);
    if (isEmpty) return;
    const shown = { note: note.trim(), link: link.trim() === "" ? null : link.trim() };
    const answer = await command.run({ group: item.group, item: item.id, ...shown });
    if (answer.ok) onDone();
  };
  const emptyFault = tried && isEmpty ? "What shows it? A note, a link, or both." : null;
  return (
    <CommandForm command={command} submit="Tick it" onSubmit={() => void tick()} onBack={onDone}>
      {item.isAutomatic && <p className="text-soft">Holdpoint waits for this itself: {item.sentence}</p>}
      <ProofFields
        note={note}
        onNote={setNote}
        noteFault={emptyFault ?? fieldFault(command.refusal, "note", "The note")}
        link={link}
        onLink={setLink}
        linkFault={fieldFault(command.refusal, "link", "The link")}
      />
    </CommandForm>
  );
}
