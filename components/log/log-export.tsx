"use client";

import { Download } from "lucide-react";
import { useState, type ReactNode } from "react";
import { sitePath } from "#browser/site";
import { useOwnSession } from "#browser/use-session";
import { Dialog } from "#components/ui/dialog";
import { BUTTON } from "../ui/field-looks.ts";

/** The whole log as a file, and how anybody can prove that nothing in it was changed. */
export function LogExport(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const isPerson = useOwnSession()?.kind === "person";
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1 print:hidden">
      {isPerson && (
        <a href={sitePath("/api/v1/log.ndjson")} download className={BUTTON}>
          <Download aria-hidden="true" className="icon" />
          Download all
        </a>
      )}
      <button type="button" onClick={() => setOpen(true)} className={BUTTON}>
        How it is verified
      </button>
      <Dialog title="How the log is verified" open={isOpen} onClose={() => setOpen(false)}>
        <div className="flex flex-col gap-3">
          <p>
            Every event has a number, without gaps, and a hash over itself and over the hash of the event before it. A
            row that is changed, removed or moved breaks the chain from there on.
          </p>
          <p>On the machine that runs Holdpoint, this looks at every row and names the first that is wrong:</p>
          <pre tabIndex={0} className="overflow-x-auto rounded-md border border-line bg-ground p-3 text-sm">
            npx holdpoint verify-log
          </pre>
          <p className="text-soft">
            The file has one event a line as JSON, oldest first, each with its hash. Keep a copy elsewhere: the last
            hash in it proves everything before.
          </p>
        </div>
      </Dialog>
    </div>
  );
}
