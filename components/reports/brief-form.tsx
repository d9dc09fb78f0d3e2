import { useState, type ReactNode } from "react";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { TextArea } from "#components/ui/text-area";
import type { Briefs } from "#wire/papers";

type Props = { readonly brief: Briefs["briefs"][number]; readonly onDone: () => void };

const MOST = 2_000;

/** A brief in a person's words: it begins with what was generated, and is a revision of its own. */
export function BriefForm({ brief, onDone }: Props): ReactNode {
  const [conditions, setConditions] = useState(brief.conditions);
  const [actions, setActions] = useState(brief.actions);
  const [needs, setNeeds] = useState(brief.needs);
  const command = useCommand("write-brief");
  const send = async (): Promise<void> => {
    const answer = await command.run({ brief: brief.id, conditions, actions, needs, basedOn: brief.revision });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Save the brief" onSubmit={() => void send()} onBack={onDone}>
      <TextArea label="Conditions" value={conditions} onChange={setConditions} most={MOST} />
      <TextArea label="Actions" value={actions} onChange={setActions} most={MOST} />
      <TextArea label="Needs" value={needs} onChange={setNeeds} most={MOST} />
    </CommandForm>
  );
}
