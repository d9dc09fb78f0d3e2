import type { Person } from "#core/room/actor";
import { activeAlerts, alertState, type Alert, type AlertState } from "#core/room/alert";
import { dampingOf } from "#core/room/alert-duties";
import { roleLabel } from "#core/room/deciding";
import { nextCall } from "#core/room/escalation";
import type { Room } from "#core/room/room";
import { silenceOf, type Silence } from "#core/room/silence";
import type { Plan } from "#core/plan/plan";
import { durationMs } from "#core/plan/when";
import { durationWords } from "#core/time-words";
import type { EpochMs } from "#core/time";

export type Standing = { readonly plan: Plan; readonly room: Room; readonly now: EpochMs };

/** A role of the plan, with who holds it; null while nobody does. */
export type Called = { readonly label: string; readonly holder: Person | null; readonly at: EpochMs };

/** Whether anybody further is called; where nobody is, why not. */
export type NextCalled =
  | ({ readonly kind: "call" } & Called)
  | { readonly kind: "nobody"; readonly why: "over" | "acknowledged" | "silenced" | "low" | "last" };

export type AlertRow = Alert & {
  readonly state: AlertState;
  readonly silence: Silence | null;
  readonly calls: readonly Called[];
  readonly next: NextCalled;
  /** How long it has been wrong, or was, in ms. */
  readonly lastedMs: number;
  /** That it comes and goes, and what is done about it; null where it does not. */
  readonly flapping: string | null;
  /** The target that it is about, which has a page of its own. */
  readonly target: string | null;
};

export function alertRow(standing: Standing, alert: Alert): AlertRow {
  const { plan, room, now } = standing;
  const calledOf = ({ role, at }: { readonly role: string; readonly at: EpochMs }): Called => ({
    label: roleLabel(plan, role),
    holder: room.roster.holders[role] ?? null,
    at,
  });
  const silence = alert.resolved ? null : silenceOf(room.silences, alert, now);
  const next = nextCall(plan, alert);
  return {
    ...alert,
    state: alertState(alert),
    silence,
    calls: alert.called.map(calledOf),
    next: next && !silence ? { kind: "call", ...calledOf(next) } : { kind: "nobody", why: whyNobody(alert, silence) },
    lastedMs: Math.max(0, (alert.resolved?.at ?? now) - alert.since),
    flapping: flappingWords(plan, alert),
    target: targetOf(plan, alert),
  };
}

function whyNobody(alert: Alert, silence: Silence | null): Extract<NextCalled, { kind: "nobody" }>["why"] {
  if (alert.resolved) return "over";
  if (alertState(alert) === "acknowledged") return "acknowledged";
  if (silence) return "silenced";
  return alert.severity === "low" ? "low" : "last";
}

function flappingWords(plan: Plan, { rule: id, times }: Alert): string | null {
  const damping = dampingOf(times);
  if (damping === 1) return null;
  const rule = plan.alerts.find((one) => one.id === id);
  const held = rule ? ` for ${durationWords(durationMs(rule.clearFor) * damping)}` : "";
  return `It flaps: fired ${times} times within half an hour. It is called over only once it has been well${held}.`;
}

/** Null for an alert about the whole. */
function targetOf(plan: Plan, { rule: id, subject }: Alert): string | null {
  const kind = plan.alerts.find((rule) => rule.id === id)?.kind;
  return kind === "down" || kind === "silent" ? subject : null;
}

/** What fires, the worst first. */
export function firingRows(standing: Standing): readonly AlertRow[] {
  return activeAlerts(standing.room.alerts).map((alert) => alertRow(standing, alert));
}

/** What is over, the newest first. */
export function pastRows(standing: Standing): readonly AlertRow[] {
  return Object.values(standing.room.alerts)
    .flatMap((alert) => (alert.resolved ? [{ alert, at: alert.resolved.at }] : []))
    .sort((a, b) => b.at - a.at)
    .map(({ alert }) => alertRow(standing, alert));
}

/** Silences that hold now, those that end first at the top. */
export function silenceRows({ room, now }: Standing): readonly Silence[] {
  return Object.values(room.silences)
    .filter(({ until }) => until > now)
    .sort((a, b) => a.until - b.until);
}

/** "On-call primary (Ada Osei)", or that nobody holds it. */
export function calledWords({ label, holder }: Pick<Called, "label" | "holder">): string {
  return `${label} (${holder?.name ?? "held by nobody"})`;
}

/** Why nobody further is called, as a sentence. */
export function nobodyWords(why: Extract<NextCalled, { kind: "nobody" }>["why"], calls: number): string {
  switch (why) {
    case "over":
      return "It is over: nobody is called any more.";
    case "acknowledged":
      return "Somebody has it in hand: nobody further is called.";
    case "silenced":
      return "It is silenced: nobody is called.";
    case "low":
      return "Nobody is called to a low alert: it is logged and tracked.";
    case "last":
      return calls === 0 ? "The plan names nobody to call." : "Everybody whom the plan names was called.";
    default:
      return why satisfies never;
  }
}
