import { z } from "zod";
import { severitySchema, type Severity } from "../plan/alerts.ts";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { evidenceSchema, type Evidence } from "./evidence.ts";
import { incidentWindowSchema, type IncidentWindow } from "./incident-windows.ts";
import { lookUp } from "../look-up.ts";

const alert = z.string();
const sentence = z.string();

/** From the moment that something is wrong until it is over; every turn says why. */
export const alertEvents = [
  z.object({
    type: z.literal("alert_fired"),
    alert,
    rule: z.string(),
    subject: z.string().nullable(),
    /** What it is called: the rule's label, and whom it is about. */
    label: z.string(),
    severity: severitySchema,
    /** Since when the condition held. */
    since: z.number(),
    sentence,
    evidence: evidenceSchema.nullable(),
    /** How often it fired within the last half hour, this time included. */
    times: z.number().int().positive(),
  }),
  z.object({
    type: z.literal("alert_changed"),
    alert,
    severity: severitySchema,
    sentence,
    evidence: evidenceSchema.nullable(),
  }),
  /** Something else is wrong that this alert is the cause of: it gets no alert of its own. */
  z.object({ type: z.literal("alert_widened"), alert, rule: z.string(), subject: z.string().nullable(), sentence }),
  z.object({ type: z.literal("alert_acknowledged"), alert, note: z.string() }),
  /** Nobody acknowledged it in time: the next in the plan's order is called. */
  z.object({ type: z.literal("alert_escalated"), alert, role: z.string(), step: z.number().int().nonnegative() }),
  z.object({ type: z.literal("alert_resolved"), alert, sentence }),
  /** What is worth remembering of it; also once it is over. */
  z.object({ type: z.literal("alert_noted"), alert, text: z.string() }),
  /** Before it, during it and after it, frozen once it is over: samples are forgotten, and may come late. */
  z.object({ type: z.literal("alert_measured"), alert, windows: z.array(incidentWindowSchema) }),
] as const;
type AlertEvent = z.infer<(typeof alertEvents)[number]>;

/** `pending` and `quiet` are known to the engine alone, and not logged. */
export type AlertState = "firing" | "acknowledged" | "resolved";

export type Alert = {
  readonly id: string;
  readonly rule: string;
  readonly subject: string | null;
  readonly label: string;
  readonly severity: Severity;
  /** The worst it has been. */
  readonly worst: Severity;
  readonly since: EpochMs;
  readonly firedAt: EpochMs;
  readonly times: number;
  /** As it stands, or as it stood last. */
  readonly sentence: string;
  readonly evidence: Evidence | null;
  /** What else went wrong by it, each once. */
  readonly widened: readonly {
    readonly rule: string;
    readonly subject: string | null;
    readonly sentence: string;
    readonly at: EpochMs;
  }[];
  /** The newest; it holds for the severity that it was given for, and for milder ones. */
  readonly acknowledged: {
    readonly by: Actor;
    readonly at: EpochMs;
    readonly note: string;
    readonly severity: Severity;
  } | null;
  /** Roles called so far, in order. */
  readonly called: readonly { readonly role: string; readonly at: EpochMs }[];
  /** Since when the plan's order of calls runs, and how many of `called` came before. */
  readonly calling: { readonly from: EpochMs; readonly before: number };
  readonly resolved: { readonly at: EpochMs; readonly sentence: string } | null;
  /** Null until it has been measured from before to after. */
  readonly measured: readonly IncidentWindow[] | null;
};
export type Alerts = Readonly<Record<string, Alert>>;

export function applyAlert(
  alerts: Alerts,
  event: AlertEvent & { readonly at: EpochMs; readonly actor: Actor },
): Alerts {
  const { at, actor: by } = event;
  if (event.type === "alert_fired") {
    if (lookUp(alerts, event.alert)) return alerts;
    const { alert: id, rule, subject, label, severity, since, sentence: said, evidence, times } = event;
    const fired = { id, rule, subject, label, severity, since, sentence: said, evidence, times };
    const fresh: Alert = {
      ...fired,
      worst: severity,
      firedAt: at,
      widened: [],
      acknowledged: null,
      called: [],
      calling: { from: at, before: 0 },
      resolved: null,
      measured: null,
    };
    return { ...alerts, [id]: fresh };
  }
  const known = lookUp(alerts, event.alert);
  if (event.type === "alert_noted") return alerts;
  if (event.type === "alert_measured")
    return known && !known.measured ? { ...alerts, [known.id]: { ...known, measured: event.windows } } : alerts;
  // what is over stays over: should it happen again, it is another alert
  if (!known || known.resolved) return alerts;
  return { ...alerts, [known.id]: { ...known, ...changeOf(known, event, { at, by }) } };
}

function changeOf(
  known: Alert,
  event: Exclude<AlertEvent, { type: "alert_fired" | "alert_noted" | "alert_measured" }>,
  { at, by }: { readonly at: EpochMs; readonly by: Actor },
): Partial<Alert> {
  switch (event.type) {
    case "alert_changed": {
      const { severity, sentence: said, evidence } = event;
      const turned = { severity, sentence: said, evidence, worst: worseOf(known.worst, severity) };
      const begins = !callsPeople(known) && callsPeople({ ...known, severity });
      return begins ? { ...turned, calling: { from: at, before: known.called.length } } : turned;
    }
    case "alert_widened": {
      const { rule, subject, sentence: said } = event;
      if (known.widened.some((other) => other.rule === rule && other.subject === subject)) return {};
      return { widened: [...known.widened, { rule, subject, sentence: said, at }] };
    }
    case "alert_acknowledged":
      if (alertState(known) === "acknowledged") return {};
      return { acknowledged: { by, at, note: event.note, severity: known.severity } };
    case "alert_escalated":
      return { called: [...known.called, { role: event.role, at }] };
    case "alert_resolved":
      return { resolved: { at, sentence: event.sentence } };
    default:
      return event satisfies never;
  }
}

/** An alert that has grown worse than it was when somebody took it in hand is firing again. */
export function alertState({ acknowledged, resolved, severity }: Alert): AlertState {
  if (resolved) return "resolved";
  return acknowledged && worseOf(acknowledged.severity, severity) === acknowledged.severity ? "acknowledged" : "firing";
}

/** Whether the plan's people are called to it, one after the other. */
export function callsPeople(alert: Alert): boolean {
  return alertState(alert) === "firing" && alert.severity !== "low";
}

export function worseOf(a: Severity, b: Severity): Severity {
  return severitySchema.options.indexOf(a) <= severitySchema.options.indexOf(b) ? a : b;
}

/** Those that are not over, the worst first, then the oldest. */
export function activeAlerts(alerts: Alerts): readonly Alert[] {
  const rank = ({ severity }: Alert): number => severitySchema.options.indexOf(severity);
  return Object.values(alerts)
    .filter(({ resolved }) => !resolved)
    .sort((a, b) => rank(a) - rank(b) || a.firedAt - b.firedAt);
}
