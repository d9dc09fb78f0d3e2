"use client";

import { Check } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import type { Handoff } from "#core/room/shift";
import { useCommand } from "#browser/use-command";
import { CommandNote } from "#components/live/command-note";
import { TextArea } from "#components/ui/text-area";
import { MAIN_BUTTON } from "../ui/field-looks.ts";

/** Accepts what was handed over, with a note where there is something to say. */
export function AcceptForm({ handoff }: { readonly handoff: Handoff }): ReactNode {
  const [note, setNote] = useState("");
  const command = useCommand("accept-handoff");
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (command.phase !== "idle") return;
    void command.run({ shift: handoff.shift, revision: handoff.revision, note: note.trim() });
  };
  return (
    <form
      method="post"
      noValidate
      onSubmit={send}
      className="flex flex-col gap-3 border-t border-line pt-3 print:hidden"
    >
      <TextArea label="Note" hint="What you take with you, or ask about." value={note} onChange={setNote} />
      <CommandNote phase={command.phase} refusal={command.refusal} />
      <button
        type="submit"
        disabled={command.phase !== "idle"}
        className={`${MAIN_BUTTON} max-sm:w-full sm:self-start`}
      >
        <Check aria-hidden="true" className="icon" />
        Accept the handoff
      </button>
    </form>
  );
}
