import { z } from "zod";
import { momentInput } from "../../bounds.ts";
import { idText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import { DAY_MS } from "../../time.ts";
import { alertState, type Alert, type AlertState } from "../alert.ts";
import { wrong, type Decide, type Deciding } from "../deciding.ts";
import type { RoomEvent } from "../room-event.ts";
import type { Room } from "../room.ts";
import { silenceOf } from "../silence.ts";
import { lookUp } from "../../look-up.ts";

/** The alert of this id, over or not. */
export function alertOf(room: Room, id: string): Outcome<Alert> {
  const alert = lookUp(room.alerts, id);
  return alert ? accept(alert) : refuse("not_found", `There is no alert "${id}".`);
}

export const acknowledgeAlertInput = z.strictObject({ alert: idText, note: noteText.default("") });

/** Somebody has it in hand: nobody further is called. */
export const decideAcknowledge: Decide<z.infer<typeof acknowledgeAlertInput>> = (room, { alert, note }) => {
  const found = alertOf(room, alert);
  if (!found.ok) return found;
  const state = alertState(found.value);
  if (state === "resolved") return refuse("conflict", `${found.value.label} is over already.`);
  return accept(state === "acknowledged" ? [] : [{ type: "alert_acknowledged", alert, note }]);
};

/** Ids of alerts for whom one reason speaks: a storm's are hundreds. */
export const alertsAtOnce = z.array(idText).min(1, "needs an alert").max(1_000);

export const acknowledgeAlertsInput = z.strictObject({ alerts: alertsAtOnce, note: reasonText });

/**
 * Takes many in hand with one reason: an event for each that still fires. What is over or in hand meanwhile is left as it is;
 * `conflict` when all are over, `not_found` for an id that there is not.
 */
export const decideAcknowledgeMany: Decide<z.infer<typeof acknowledgeAlertsInput>> = (room, { alerts, note }) => {
  const states: AlertState[] = [];
  const events: RoomEvent[] = [];
  for (const id of new Set(alerts)) {
    const found = alertOf(room, id);
    if (!found.ok) return found;
    const state = alertState(found.value);
    states.push(state);
    if (state === "firing") events.push({ type: "alert_acknowledged", alert: id, note });
  }
  if (states.every((state) => state === "resolved")) return refuse("conflict", "These alerts are over already.");
  return accept(events);
};

export const noteAlertInput = z.strictObject({ alert: idText, text: reasonText });

/** Adds to its incident record, also once it is over. */
export const decideNoteAlert: Decide<z.infer<typeof noteAlertInput>> = (room, { alert, text }) => {
  const found = alertOf(room, alert);
  return found.ok ? accept([{ type: "alert_noted", alert, text }]) : found;
};

/** Longer silences are forgotten, and hide what comes after. */
const LONGEST_SILENCE_MS = DAY_MS;

export const silenceAlertInput = z.strictObject({
  rule: idText,
  /** One target only; absent: whatever the rule is about. */
  subject: idText.nullable().default(null),
  /** Epoch ms by the rollout's clock. */
  until: momentInput,
  reason: reasonText,
});

/** Something that a rule can be about: now, or when one of its alerts fired. */
function isSubject({ alerts }: Room, subject: string, { plan, facts }: Pick<Deciding, "plan" | "facts">): boolean {
  const known = [...facts.targets, ...plan.segments.map(({ id }) => id)];
  return known.includes(subject) || Object.values(alerts).some((alert) => alert.subject === subject);
}

/** Nobody is called or told of it until then; it still fires, is shown, and is logged. */
export const decideSilence: Decide<z.infer<typeof silenceAlertInput>> = (room, input, about) => {
  const { plan, now } = about;
  const { rule, subject, until } = input;
  if (!plan.alerts.some(({ id }) => id === rule)) return wrong("rule", `the plan has no alert rule "${rule}"`);
  if (subject !== null && !isSubject(room, subject, about))
    return wrong("subject", `there is no target and no segment "${subject}"`);
  if (until <= now) return wrong("until", "must lie ahead");
  if (until - now > LONGEST_SILENCE_MS) return wrong("until", "may be at most a day ahead");
  const known = silenceOf(room.silences, { rule, subject }, now);
  if (known && known.until >= until && (known.subject === null || known.subject === subject)) return accept([]);
  const silence = `silence-${Object.keys(room.silences).length + 1}`;
  return accept([{ type: "silence_begun", silence, ...input }]);
};

export const endSilenceInput = z.strictObject({ silence: idText, reason: noteText.default("") });

export const decideEndSilence: Decide<z.infer<typeof endSilenceInput>> = (room, { silence, reason }, { now }) => {
  const known = lookUp(room.silences, silence);
  if (!known) return refuse("not_found", `There is no silence "${silence}".`);
  return accept(known.until <= now ? [] : [{ type: "silence_ended", silence, reason }]);
};
