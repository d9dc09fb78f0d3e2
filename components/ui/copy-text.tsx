import { Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { BUTTON } from "./field-looks.ts";
import { TextField } from "./text-field.tsx";

type Props = { readonly label: string; readonly text: string };

/** A text to be copied and kept elsewhere, as a link that is shown only now. */
export function CopyText({ label, text }: Props): ReactNode {
  const [said, setSaid] = useState("");
  const copy = (): void => {
    // only https and localhost have a clipboard; elsewhere the field can be copied by hand
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    copied.then(
      () => setSaid("Copied."),
      () => setSaid("It could not be copied: select the text and copy it."),
    );
  };
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-ground p-3">
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
        <TextField label={label} readOnly value={text} />
        <button type="button" onClick={copy} className={BUTTON}>
          <Copy aria-hidden="true" className="icon" />
          Copy
        </button>
      </div>
      <p role="status" className="text-sm font-medium text-soft empty:absolute">
        {said}
      </p>
    </div>
  );
}
