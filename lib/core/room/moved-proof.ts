import type { Plan } from "../plan/plan.ts";
import type { EpochMs } from "../time.ts";
import { SHARE_TOLERANCE } from "../traffic/compare.ts";
import { controlName } from "../traffic/control-name.ts";
import { shareOf, splitText, type Split } from "../traffic/split.ts";
import { doneEvents } from "./commands/playbook-commands.ts";
import { lineId } from "./commands/launch-commands.ts";
import { stepStandings } from "./playbook-run.ts";
import type { RoomEvent } from "./room-event.ts";
import type { Room } from "./room.ts";
import type { Traffic } from "./traffic.ts";

type MovedDuty = { readonly plan: Plan; readonly room: Room; readonly now: EpochMs };
type Evidence = { readonly split: Split; readonly isRead: boolean; readonly sentence: string };
type Change = NonNullable<Plan["traffic"]>["steps"][number]["changes"][number];

/**
 * What the traffic itself shows to be done: lines of the T0 sequence and steps of procedures that name a step of the traffic,
 * once it goes as that step says. A line is proven by what was read back; a step of a procedure also by what was recorded,
 * where people move the traffic. Pure.
 */
export function movedProof(duty: MovedDuty): readonly RoomEvent[] {
  const evidence = evidenceOf(duty);
  return evidence ? [...provenLines(duty, evidence), ...doneSteps(duty, evidence)] : [];
}

/** How the traffic goes since the last decision; null while that is not known, or it goes otherwise. */
function evidenceOf({ plan, room }: MovedDuty): Evidence | null {
  const { pending, applied, read } = room.traffic;
  const groups = plan.traffic?.groups ?? [];
  if (pending || !applied) return null;
  if (applied.control === "record") {
    const sentence = `Recorded, for people to move: ${splitText(applied.split, groups)}.`;
    return { split: applied.split, isRead: false, sentence };
  }
  if (!read || read.differs !== null) return null;
  const from = controlName(applied.control);
  return { split: read.actual, isRead: true, sentence: `Read back from ${from}: ${splitText(read.actual, groups)}.` };
}

function provenLines({ plan, room }: MovedDuty, { split, isRead, sentence }: Evidence): readonly RoomEvent[] {
  const { start, lines } = room.launch;
  if (!start || !isRead) return [];
  return plan.t0Sequence.flatMap((step) =>
    step.items.flatMap((item): readonly RoomEvent[] => {
      const line = lineId(step.id, item.id);
      const changes = changesOf(plan, item.trafficStep).filter(
        ({ group }) => item.group === undefined || group === item.group,
      );
      // what measurements prove as well waits for them
      if (lines[line] || item.metrics.length > 0 || !isReached(changes, split)) return [];
      return [{ type: "line_done", line, proof: [], note: sentence }];
    }),
  );
}

function doneSteps({ plan, room, now }: MovedDuty, { split, sentence }: Evidence): readonly RoomEvent[] {
  return Object.entries(room.playbooks).flatMap(([alert, run]): readonly RoomEvent[] => {
    if (run.left || !isAnswerTo(room.traffic, run.begunAt)) return [];
    const steps = stepStandings(plan, run, now);
    // one at a time: what the next one says of the next, the next look sees
    const moved = steps.find(
      ({ step, state }) =>
        state !== "done" && step.options.length === 0 && isReached(changesOf(plan, step.trafficStep), split),
    );
    if (!moved) return [];
    return doneEvents({ run, steps }, { alert, step: moved.step.id, option: null, note: sentence, now });
  });
}

/** Decided since the procedure began, or a reduction from before that still holds. */
function isAnswerTo({ decided, state }: Traffic, begunAt: EpochMs): boolean {
  return decided !== null && (decided.at >= begunAt || (state?.held ?? null) !== null);
}

function changesOf(plan: Plan, step: string | undefined): readonly Change[] {
  return plan.traffic?.steps.find(({ id }) => id === step)?.changes ?? [];
}

/** A step that lowers a group is reached by less as well, one that raises it by more. */
function isReached(changes: readonly Change[], split: Split): boolean {
  return (
    changes.length > 0 &&
    changes.every(({ group, from, to }) =>
      to < from ? shareOf(split, group) <= to + SHARE_TOLERANCE : shareOf(split, group) >= to - SHARE_TOLERANCE,
    )
  );
}
