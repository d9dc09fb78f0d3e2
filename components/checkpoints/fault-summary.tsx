import { OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import type { Fault } from "#browser/form-faults";
import { focusPlace, placeId } from "./form-context.ts";

/** What has to be put right, each with a way there. Nothing of what was filled in is gone. */
export function FaultSummary({ faults }: { readonly faults: readonly Fault[] }): ReactNode {
  return (
    <div
      role="alert"
      id={placeId("")}
      tabIndex={-1}
      className={`scroll-mt-4 outline-none ${faults.length === 0 ? "-mb-4" : ""}`}
    >
      {faults.length > 0 && (
        <div className="rounded-md border-2 border-fail bg-fail-wash p-4">
          <p className="flex items-center gap-2 font-semibold">
            <OctagonX aria-hidden="true" className="icon text-fail" />
            {faults.length === 1 ? "One thing is to be put right" : `${faults.length} things are to be put right`}.
            Nothing you filled in is lost.
          </p>
          <ul className="mt-1">
            {faults.map(({ at, message }) => (
              <li key={`${at} ${message}`}>
                {at === "" ? (
                  message
                ) : (
                  <a
                    href={`#${placeId(at)}`}
                    className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-8"
                    onClick={(event) => {
                      event.preventDefault();
                      focusPlace(at);
                    }}
                  >
                    {message}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
