import { CircleCheck, CircleDashed, OctagonX, TriangleAlert, type LucideIcon } from "lucide-react";
import type { Reading } from "#wire/frame";

export type VerdictLook = {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly wash: string;
  readonly edge: string;
  readonly fill: string;
  readonly question: string;
};

/** A verdict's icon, colours, and its answer to "are we all right?". */
export const VERDICT_LOOK: Readonly<Record<Reading["verdict"], VerdictLook>> = {
  PASS: {
    icon: CircleCheck,
    text: "text-pass",
    wash: "bg-pass-wash",
    edge: "border-pass",
    fill: "var(--pass)",
    question: "All right",
  },
  WARN: {
    icon: TriangleAlert,
    text: "text-warn",
    wash: "bg-warn-wash",
    edge: "border-warn",
    fill: "var(--warn)",
    question: "Watch",
  },
  FAIL: {
    icon: OctagonX,
    text: "text-fail",
    wash: "bg-fail-wash",
    edge: "border-fail",
    fill: "var(--fail)",
    question: "Not all right",
  },
  NO_DATA: {
    icon: CircleDashed,
    text: "text-nodata",
    wash: "bg-nodata-wash",
    edge: "border-nodata",
    fill: "var(--nodata)",
    question: "Cannot tell",
  },
};

export function verdictWord(verdict: Reading["verdict"]): string {
  return verdict === "NO_DATA" ? "NO DATA" : verdict;
}
