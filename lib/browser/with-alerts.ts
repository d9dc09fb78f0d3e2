import type { Severity } from "#core/plan/alerts";
import { activeAlerts, type Alerts } from "#core/room/alert";
import type { OverviewBody } from "#wire/frame";

const RANK = { FAIL: 0, WARN: 1, NO_DATA: 2, PASS: 3 } as const;
/** What an alert says of the whole as long as it is not over. */
const VERDICT: Readonly<Record<Severity, "FAIL" | "WARN" | null>> = { critical: "FAIL", high: "WARN", low: null };

export type ShownBody = OverviewBody & {
  /** An alert gives the verdict, which the figures alone would not. */
  readonly byAlert: boolean;
};

/** The overview as it is shown: never better than the worst alert that is not over. Figures take minutes to tell what an alert knows. */
export function withAlerts(body: OverviewBody, alerts: Alerts | null): ShownBody {
  const [worst] = alerts ? activeAlerts(alerts) : [];
  const verdict = worst ? VERDICT[worst.severity] : null;
  if (!worst || verdict === null || RANK[body.verdict] <= RANK[verdict]) return { ...body, byAlert: false };
  const word = worst.severity === "critical" ? "A critical alert" : "An alert of high severity";
  return { ...body, verdict, byAlert: true, sentence: `${word} is on: ${worst.label}. ${worst.sentence}` };
}
