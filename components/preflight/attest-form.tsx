"use client";

import { useState, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { fieldFault } from "#browser/field-fault";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { ProofFields } from "#components/live/proof-fields";

type Props = { readonly item: string; readonly plan: Plan; readonly onDone: () => void };

/** What shows that an item is met: a note, a link, or both. */
export function AttestForm({ item, plan, onDone }: Props): ReactNode {
  const [note, setNote] = useState("");
  const [link, setLink] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand("attest-item");
  const wanted = plan.preflight.find(({ id }) => id === item);
  const evidence = wanted?.kind === "manual" ? wanted.evidence : undefined;
  const isEmpty = note.trim() === "" && link.trim() === "";
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (isEmpty) return;
    const answer = await command.run({ item, note: note.trim(), link: link.trim() === "" ? null : link.trim() });
    if (answer.ok) onDone();
  };
  const emptyFault = tried && isEmpty ? "What shows it? A note, a link, or both." : null;
  return (
    <CommandForm command={command} submit="Confirm it" onSubmit={() => void confirm()} onBack={onDone}>
      {evidence !== undefined && <p className="text-soft">Wanted: {evidence}.</p>}
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
