import { actorName } from "#core/room/actor";
import type { Alert } from "#core/room/alert";
import { alertSentence } from "#core/room/alert-sentence";
import { isAlertTurn } from "#core/room/event-group";
import type { LoggedEvent } from "#core/room/room-event";
import type { Silences } from "#core/room/silence";
import type { Plan } from "#core/plan/plan";
import type { EpochMs } from "#core/time";

export type TimelineRow = {
  readonly seq: number;
  readonly at: EpochMs;
  readonly who: string;
  readonly sentence: string;
};

type About = { readonly plan: Plan; readonly alert: Alert; readonly silences: Silences };

/** What the log says of one alert, its procedure and what silenced it, oldest first. */
export function timelineRows(events: readonly LoggedEvent[], about: About): readonly TimelineRow[] {
  const { plan, alert } = about;
  return events.flatMap(({ seq, at, actor, event }): readonly TimelineRow[] => {
    if (!isAlertTurn(event) || !isAbout(event, at, about)) return [];
    const sentence = alertSentence(event, { plan, at });
    // the log tells alerts apart by their ids; here there is but one
    const named = event.type === "alert_fired" ? sentence : sentence.replaceAll(alert.id, alert.label);
    return [{ seq, at, who: actorName(actor), sentence: named }];
  });
}

function isAbout(event: LoggedEvent["event"], at: EpochMs, { alert, silences }: About): boolean {
  if ("alert" in event) return event.alert === alert.id;
  if (!("silence" in event)) return false;
  const silence = silences[event.silence];
  const isOver = alert.resolved !== null && at > alert.resolved.at;
  return (
    silence !== undefined &&
    !isOver &&
    silence.until >= alert.firedAt &&
    silence.rule === alert.rule &&
    (silence.subject === null || silence.subject === alert.subject)
  );
}
