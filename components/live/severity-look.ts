import { Info, Siren, TriangleAlert } from "lucide-react";
import type { Severity } from "#core/plan/alerts";
import type { WordLook } from "#components/ui/word-mark";

export type SeverityLook = WordLook & { readonly edge: string; readonly wash: string };

/** A severity as icon, word and colour; what is low is no warning. */
export const SEVERITY_LOOK: Readonly<Record<Severity, SeverityLook>> = {
  critical: { icon: Siren, text: "text-fail", word: "CRITICAL", edge: "border-fail", wash: "bg-fail-wash" },
  high: { icon: TriangleAlert, text: "text-warn", word: "HIGH", edge: "border-warn", wash: "bg-warn-wash" },
  low: { icon: Info, text: "text-accent", word: "LOW", edge: "border-accent", wash: "bg-raised" },
};
