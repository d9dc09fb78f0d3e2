import { conditionKey, type Condition } from "../alert/condition.ts";
import { OFF, ON, stepLatch, type Latch } from "../alert/latch.ts";
import { SEVERITIES, type AlertRule, type Severity } from "../plan/alerts.ts";
import type { Plan } from "../plan/plan.ts";
import { durationMs } from "../plan/when.ts";
import { MINUTE_MS, type EpochMs } from "../time.ts";
import type { Alert } from "./alert.ts";
import { nextCall } from "./escalation.ts";
import { stepDeadline } from "./playbook-run.ts";
import type { RoomEvent } from "./room-event.ts";
import type { Room } from "./room.ts";
import { silenceOf } from "./silence.ts";

/** By condition and severity. What the log does not hold: how long something has been so. */
export type Watches = ReadonlyMap<string, Latch>;

/** An alert that fires a third time in half an hour flaps: its end must hold the longer, up to eight times as long. */
const FLAPPING_MS = 30 * MINUTE_MS;
const FLAPPING_TIMES = 3;
const MOST_DAMPING = 8;

export type AlertDuty = {
  readonly plan: Plan;
  readonly room: Room;
  readonly conditions: readonly Condition[];
  /** Targets that a target needs, itself not among them, however far. */
  readonly needs: (target: string) => readonly string[];
  readonly now: EpochMs;
};

/** The latches after one more look at every condition; those of alerts in the log that are not known yet begin on. Pure. */
export function stepWatches(watches: Watches, { plan, room, conditions, now }: Omit<AlertDuty, "needs">): Watches {
  const rules = new Map(plan.alerts.map((rule) => [rule.id, rule]));
  const next = new Map<string, Latch>();
  for (const condition of conditions) {
    const rule = rules.get(condition.rule);
    if (!rule) continue;
    const active = activeOf(room, condition);
    for (const severity of SEVERITIES) {
      const signal = condition.signals[severity];
      if (signal === undefined) continue;
      const key = watchKey(condition, severity);
      const known = watches.get(key) ?? (active?.severity === severity ? ON : OFF);
      next.set(key, stepLatch(known, { signal, now }, patienceOf(rule, active)));
    }
  }
  return next;
}

function watchKey(condition: Condition, severity: Severity): string {
  return `${conditionKey(condition)} ${severity}`;
}

function patienceOf(rule: AlertRule, active: Alert | null): { readonly forMs: number; readonly clearForMs: number } {
  return { forMs: durationMs(rule.for), clearForMs: durationMs(rule.clearFor) * dampingOf(active?.times ?? 1) };
}

/** How many times as long the end of an alert must hold that fired so often within half an hour. */
export function dampingOf(times: number): number {
  return times < FLAPPING_TIMES ? 1 : Math.min(MOST_DAMPING, 2 ** (times - FLAPPING_TIMES + 1));
}

/** What alerts do at this moment: fire, grow worse or better, take in what they cause, end, and call the next. Pure. */
export function alertDuties(watches: Watches, duty: AlertDuty): readonly RoomEvent[] {
  const causes = causesOf(watches, duty);
  return [
    ...duty.conditions.flatMap((condition) => turnOf(watches, { ...duty, condition, cause: causes(condition) })),
    ...escalations(duty),
  ];
}

type Turn = Omit<AlertDuty, "conditions"> & { readonly condition: Condition; readonly cause: Cause };
/** `pending`: something that causes this is on its way to an alert, which has to come first. */
type Cause =
  { readonly kind: "none" } | { readonly kind: "pending" } | { readonly kind: "alert"; readonly alert: Alert };

function turnOf(watches: Watches, turn: Turn): readonly RoomEvent[] {
  const { room, condition, cause } = turn;
  const worst = SEVERITIES.find((severity) => watches.get(watchKey(condition, severity))?.on) ?? null;
  const active = activeOf(room, condition);
  const { sentence, evidence, rule, subject } = condition;
  if (worst === null) return active ? [{ type: "alert_resolved", alert: active.id, sentence }] : [];
  if (active) return active.severity === worst ? [] : changed(turn, active, worst);
  if (cause.kind === "pending") return [];
  if (cause.kind === "alert") {
    const known = cause.alert.widened.some((other) => other.rule === rule && other.subject === subject);
    return known ? [] : [{ type: "alert_widened", alert: cause.alert.id, rule, subject, sentence }];
  }
  return fired(turn, worst, { sentence, evidence });
}

function fired(
  { plan, room, condition, now }: Turn,
  severity: Severity,
  said: Pick<Condition, "sentence" | "evidence">,
): readonly RoomEvent[] {
  const { rule, subject, subjectLabel } = condition;
  const before = Object.values(room.alerts).filter((alert) => alert.rule === rule && alert.subject === subject);
  const times = before.filter(({ firedAt }) => now - firedAt < FLAPPING_MS).length + 1;
  const alert = `${conditionKey(condition)}-${before.length + 1}`;
  const label = labelOf(plan, rule, subjectLabel);
  const since = now - durationMs(plan.alerts.find(({ id }) => id === rule)?.for ?? "0s");
  return [
    { type: "alert_fired", alert, rule, subject, label, severity, since, times, ...said },
    ...begun(plan, { alert, severity, now }),
  ];
}

function labelOf(plan: Plan, rule: string, subject: string | null): string {
  const label = plan.alerts.find(({ id }) => id === rule)?.label ?? rule;
  return subject === null ? label : `${label}: ${subject}`;
}

/** The severity's own procedure begins with its first step. */
function begun(
  plan: Plan,
  { alert, severity, now }: { readonly alert: string; readonly severity: Severity; readonly now: EpochMs },
): readonly RoomEvent[] {
  const playbook = procedureFor(plan, severity);
  const first = playbook?.steps[0];
  if (!playbook || !first) return [];
  return [
    { type: "playbook_begun", alert, playbook: playbook.id },
    { type: "step_begun", alert, playbook: playbook.id, step: first.id, until: stepDeadline(first, now) },
  ];
}

function procedureFor(plan: Plan, severity: Severity): Plan["playbooks"][number] | undefined {
  return plan.playbooks.find((playbook) => playbook.severity === severity);
}

function changed({ plan, room, condition, now }: Turn, active: Alert, severity: Severity): readonly RoomEvent[] {
  const { sentence, evidence } = condition;
  const turn: RoomEvent = { type: "alert_changed", alert: active.id, severity, sentence, evidence };
  const run = room.playbooks[active.id];
  const worse = SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(active.severity);
  const goesOn = run?.left === null && procedureFor(plan, severity)?.id === run.playbook;
  // a milder figure does not end what a worse one began: people do, by leaving the procedure
  if (run && (!worse || goesOn)) return [turn];
  return [turn, ...begun(plan, { alert: active.id, severity, now })];
}

function activeOf(room: Room, { rule, subject }: Condition): Alert | null {
  const same = (alert: Alert): boolean => alert.rule === rule && alert.subject === subject && !alert.resolved;
  return Object.values(room.alerts).find(same) ?? null;
}

/** One dead database gives one alert, not twenty: what needs it belongs to its alert, as long as that is on. */
function causesOf(watches: Watches, { plan, room, conditions, needs }: AlertDuty): (condition: Condition) => Cause {
  // on, or on its way there
  const waiting = conditions.filter((condition) =>
    SEVERITIES.map((severity) => watches.get(watchKey(condition, severity)) ?? OFF).some(
      ({ on, since }) => on || since !== null,
    ),
  );
  const active = Object.values(room.alerts).filter(({ resolved }) => !resolved);
  return (condition) => {
    const rule = plan.alerts.find(({ id }) => id === condition.rule);
    const named = [...(rule?.causedBy ?? []), ...(condition.subject === null ? [] : needs(condition.subject))];
    if (named.length === 0) return { kind: "none" };
    const isCause = (other: Pick<Condition, "rule" | "subject">): boolean =>
      named.includes(other.rule) || (other.subject !== null && named.includes(other.subject));
    const alert = active.find((known) => isCause(known) || known.widened.some(isCause));
    if (alert) return { kind: "alert", alert };
    return { kind: waiting.some((other) => other !== condition && isCause(other)) ? "pending" : "none" };
  };
}

/** Each in the plan's order is called when the one before has not acknowledged in time; silenced alerts call nobody. */
function escalations({ plan, room, now }: AlertDuty): readonly RoomEvent[] {
  return Object.values(room.alerts).flatMap((alert): readonly RoomEvent[] => {
    const next = nextCall(plan, alert);
    if (!next || now < next.at || silenceOf(room.silences, alert, now)) return [];
    return [{ type: "alert_escalated", alert: alert.id, role: next.role, step: next.step }];
  });
}
