import type { Severity } from "../plan/alerts.ts";
import type { Evidence } from "../room/evidence.ts";
import type { Signal } from "./latch.ts";

/** What one rule says of one subject at one moment. */
export type Condition = {
  readonly rule: string;
  /** The target or segment it is about; null where it is about the whole. */
  readonly subject: string | null;
  readonly subjectLabel: string | null;
  /** For every severity that the rule knows. */
  readonly signals: Readonly<Partial<Record<Severity, Signal>>>;
  /** Value, limit, n and window, in one sentence. */
  readonly sentence: string;
  readonly evidence: Evidence | null;
};

/** Names what a condition is about; the same for every alert of it. */
export function conditionKey({ rule, subject }: Pick<Condition, "rule" | "subject">): string {
  return subject === null ? rule : `${rule}.${subject}`;
}
