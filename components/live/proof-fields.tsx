import type { ReactNode } from "react";
import { TextArea } from "#components/ui/text-area";
import { TextField } from "#components/ui/text-field";

type Props = {
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly noteFault: string | null;
  readonly link: string;
  readonly onLink: (link: string) => void;
  readonly linkFault: string | null;
};

/** What shows that something is so: a note, a link, or both. */
export function ProofFields({ note, onNote, noteFault, link, onLink, linkFault }: Props): ReactNode {
  return (
    <>
      <TextArea label="Note" value={note} onChange={onNote} autoFocus fault={noteFault} />
      <TextField
        label="Link to what shows it"
        type="url"
        value={link}
        onChange={onLink}
        placeholder="https://"
        maxLength={2_000}
        spellCheck={false}
        autoCapitalize="none"
        fault={linkFault}
      />
      <p className="text-sm text-soft">It is logged with your name.</p>
    </>
  );
}
