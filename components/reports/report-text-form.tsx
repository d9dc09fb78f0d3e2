import { useState, type ReactNode } from "react";
import { useCommand } from "#browser/use-command";
import { textKey, type Written } from "#core/room/written";
import { CommandForm } from "#components/live/command-form";
import { SelectField } from "#components/ui/select-field";
import { TextArea } from "#components/ui/text-area";
import type { Reports } from "#wire/papers";

type Props = {
  readonly report: Reports["reports"][number];
  readonly written: Written["texts"];
  readonly onDone: () => void;
};

const MOST = 20_000;

/** A person's text for one section. It stands beside what is generated, and stays when that is made anew. */
export function ReportTextForm({ report, written, onDone }: Props): ReactNode {
  const [section, setSection] = useState(report.sections[0]?.id ?? "");
  // what is typed belongs to its section; the revision is the one that was read
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [read] = useState(written);
  const command = useCommand("write-report-text");
  const known = read[textKey(report.id, section)];
  const text = typed[section] ?? known?.text ?? "";
  const send = async (): Promise<void> => {
    const answer = await command.run({ report: report.id, section, text, basedOn: known?.revision ?? 0 });
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Save the text" onSubmit={() => void send()} onBack={onDone}>
      <SelectField
        label="Section"
        options={report.sections.map(({ id, title }) => ({ value: id, label: title }))}
        value={section}
        onChange={setSection}
      />
      <TextArea
        label="Your text"
        hint="It stands under your name, beside what is generated, and stays when that changes. Empty takes it away."
        value={text}
        onChange={(value) => setTyped({ ...typed, [section]: value })}
        most={MOST}
      />
    </CommandForm>
  );
}
