import type { Plan } from "#core/plan/plan";
import { actorName } from "#core/room/actor";
import { eventGroup, type EventGroup } from "#core/room/event-group";
import { eventSentence, type ActionLabels } from "#core/room/event-sentence";
import type { LoggedEvent } from "#core/room/room-event";

export type LogFilter = {
  /** Null for all. */
  readonly group: EventGroup | null;
  /** Name of who did it; null for everybody. */
  readonly who: string | null;
  /** Every word of it occurs in the sentence or the name. */
  readonly text: string;
};
export const NO_FILTER: LogFilter = { group: null, who: null, text: "" };

export type LogRow = LoggedEvent & { readonly sentence: string; readonly who: string; readonly group: EventGroup };

export function logRows(events: readonly LoggedEvent[], plan: Plan, actions: ActionLabels = {}): readonly LogRow[] {
  return events.map((logged) => ({
    ...logged,
    sentence: eventSentence(logged, plan, actions),
    who: actorName(logged.actor),
    group: eventGroup(logged.event.type),
  }));
}

export function isFiltered({ group, who, text }: LogFilter): boolean {
  return group !== null || who !== null || text.trim() !== "";
}

export function filterRows(rows: readonly LogRow[], { group, who, text }: LogFilter): readonly LogRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (group !== null && row.group !== group) return false;
    if (who !== null && row.who !== who) return false;
    const said = `${row.seq} ${row.who} ${row.sentence}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
