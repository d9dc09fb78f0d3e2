import type { EpochMs, Range } from "../time.ts";
import { momentWordsFrom } from "../time-words.ts";
import type { Alert, Alerts } from "./alert.ts";
import { AROUND_MS, incidentRanges } from "./incident-windows.ts";

/** What counts as an incident: an alert that has been high or critical, from when it fired until it is over. */
export function isIncident({ worst }: Pick<Alert, "worst">): boolean {
  return worst !== "low";
}

/** The newest first. */
export function incidentsOf(alerts: Alerts): readonly Alert[] {
  return Object.values(alerts)
    .filter(isIncident)
    .sort((a, b) => b.firedAt - a.firedAt);
}

/** Incidents that are over for long enough to be measured from before to after, and have not been. */
export function unmeasured(
  alerts: Alerts,
  now: EpochMs,
): readonly { readonly id: string; readonly since: EpochMs; readonly over: EpochMs }[] {
  return Object.values(alerts).flatMap((alert) => {
    if (!alert.resolved || alert.measured || !isIncident(alert)) return [];
    const { id, since, resolved } = alert;
    const last = incidentRanges(since, resolved.at).at(-1)?.to ?? resolved.at + AROUND_MS;
    return now < last ? [] : [{ id, since, over: resolved.at }];
  });
}

export type CountOf = "incidents" | "critical_incidents" | "alerts";

/** What was on at some moment of `[from, to)`, oldest first: it may have begun before. */
export function counted(alerts: Alerts, of: CountOf, { from, to }: Range): readonly Alert[] {
  return Object.values(alerts)
    .filter((alert) => alert.firedAt < to && (alert.resolved?.at ?? Infinity) > from && COUNTS[of](alert))
    .sort((a, b) => a.firedAt - b.firedAt);
}

const COUNTS: Readonly<Record<CountOf, (alert: Alert) => boolean>> = {
  incidents: isIncident,
  critical_incidents: ({ worst }) => worst === "critical",
  alerts: () => true,
};

const NAMED = 5;

/** "Errors (since 16:20 UTC), Down: db (since 16:40 UTC) and 2 more." */
export function countedWords(found: readonly Alert[], { to }: Range): string {
  if (found.length === 0) return "None was on.";
  const names = found.slice(0, NAMED).map(({ label, firedAt }) => `${label} (since ${momentWordsFrom(to, firedAt)})`);
  const rest = found.length > NAMED ? ` and ${found.length - NAMED} more` : "";
  return `${names.join(", ")}${rest}.`;
}
