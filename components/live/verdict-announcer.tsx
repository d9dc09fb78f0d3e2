"use client";

import type { ReactNode } from "react";
import type { Reading } from "#wire/frame";
import { VERDICT_LOOK, verdictWord } from "./verdict-look.ts";

/** Tells a screen reader of a changed verdict, and of nothing else: the text changes only when the verdict does. */
export function VerdictAnnouncer({ verdict }: { readonly verdict: Reading["verdict"] }): ReactNode {
  return (
    <p role="status" aria-live="polite" className="sr-only">
      Overall verdict {verdictWord(verdict)}: {VERDICT_LOOK[verdict].question}
    </p>
  );
}
