"use client";

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { useAsk } from "#browser/ask-context";
import { countWords } from "#browser/format-value";
import { sitePath } from "#browser/site";
import { useLogHead } from "#browser/use-log-head";
import { useOwnSession } from "#browser/use-session";
import { CopyText } from "#components/ui/copy-text";
import { Skeleton } from "#components/ui/skeleton";
import { BUTTON } from "../ui/field-looks.ts";

/** The whole log as a file, and how anybody can prove that nothing in it was changed. */
export function LogExport(): ReactNode {
  const ask = useAsk();
  const isPerson = useOwnSession()?.kind === "person";
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1 print:hidden">
      {isPerson && (
        <a href={sitePath("/api/v1/log.ndjson")} download className={BUTTON}>
          <Download aria-hidden="true" className="icon" />
          Download all
        </a>
      )}
      <button
        type="button"
        onClick={() => ask({ title: "How the log is verified", form: () => <Verifying isPerson={isPerson} /> })}
        className={BUTTON}
      >
        How it is verified
      </button>
    </div>
  );
}

const COMMAND = "rounded-md border border-line bg-ground p-3 text-sm whitespace-pre-wrap wrap-break-word";

function Verifying({ isPerson }: { readonly isPerson: boolean }): ReactNode {
  return (
    <div className="flex flex-col gap-3">
      <p>
        Every event has a number, without gaps, and a hash over itself and over the hash of the event before it. The
        last is signed with a key that is not in the database. A row that is changed, removed or moved shows, and so
        does a log that was written anew.
      </p>
      <p>On the machine that runs Holdpoint, this looks at every row and names the first that is wrong:</p>
      <pre className={COMMAND}>npx holdpoint verify-log</pre>
      <p>Anywhere else, this does the same with the file that &quot;Download all&quot; saves:</p>
      <pre className={COMMAND}>npx holdpoint verify-log --file holdpoint-log.ndjson --public-key KEY</pre>
      {isPerson && <SignedNow />}
    </div>
  );
}

/** Where the log ends now, to be kept where nobody who can write to the database can write. */
function SignedNow(): ReactNode {
  const { data, error } = useLogHead();
  if (error) return <p className="text-soft">Where the log ends now cannot be read: {error.message}</p>;
  if (!data) return <Skeleton className="h-40" />;
  return (
    <>
      <CopyText label="Public key of this installation" text={data.publicKey} />
      {data.signedHead !== null && (
        <>
          <CopyText label={`Signed head, after event ${countWords(data.seq)}`} text={data.signedHead} />
          <p className="text-soft">
            Keep it elsewhere, in a mail or a ticket: <code className="whitespace-nowrap">verify-log --since</code>{" "}
            proves later that the log still holds everything up to here.
          </p>
        </>
      )}
    </>
  );
}
