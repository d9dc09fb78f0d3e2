import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { ageWords } from "#browser/format-time";
import type { Freshness } from "#browser/freshness";

/** Whose fault it is that the figures are not fresh, in words. Nothing while all is well. */
export function StaleNote({ freshness }: { readonly freshness: Freshness }): ReactNode {
  if (freshness.words === null || freshness.level === "none") return null;
  const old = freshness.level === "stale" || freshness.level === "late";
  const tone = freshness.level === "stale" ? "border-fail bg-fail-wash" : "border-warn bg-warn-wash";
  return (
    <p role="status" className={`flex items-center gap-3 rounded-md border px-4 py-2.5 font-medium ${tone}`}>
      <CloudOff aria-hidden="true" className={`icon ${freshness.level === "stale" ? "text-fail" : "text-warn"}`} />
      <span>
        {freshness.words}
        {old && freshness.ageMs !== null && ` What you see is ${ageWords(freshness.ageMs)} old.`}
      </span>
    </p>
  );
}
