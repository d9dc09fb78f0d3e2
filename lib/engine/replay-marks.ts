import { markKind } from "#core/report/event-mark";
import { eventSentence } from "#core/room/event-sentence";
import type { Plan } from "#core/plan/plan";
import type { ReplayMark } from "#wire/replay";
import type { EventLog } from "./ports.ts";

const READ_AT_ONCE = 500;
/** More than a slider can show apart; the newest stay. */
const MOST_MARKS = 2_000;

export type MarkParts = {
  readonly plan: Plan;
  readonly rollout: { readonly id: string };
  readonly eventLog: Pick<EventLog, "eventsAfter">;
};

/** Gates, alerts and decisions of a rollout's log, oldest first; each call reads what was logged since the one before. */
export function replayMarks({ plan, rollout, eventLog }: MarkParts): () => Promise<readonly ReplayMark[]> {
  const known: { seq: number; marks: readonly ReplayMark[] } = { seq: 0, marks: [] };
  const reading: { now: Promise<void> | null } = { now: null };
  const readOn = async (): Promise<void> => {
    for (;;) {
      const events = await eventLog.eventsAfter(rollout.id, known.seq, READ_AT_ONCE);
      const more = events.flatMap((logged): ReplayMark[] => {
        const kind = markKind(logged, plan);
        // in whole ms, not before the event: an address holds no parts of one
        return kind ? [{ at: Math.ceil(logged.at), kind, sentence: eventSentence(logged, plan) }] : [];
      });
      known.marks = [...known.marks, ...more].slice(-MOST_MARKS);
      known.seq = events.at(-1)?.seq ?? known.seq;
      if (events.length < READ_AT_ONCE) return;
    }
  };
  return async () => {
    await (reading.now ??= readOn().finally(() => void (reading.now = null)));
    return known.marks;
  };
}
