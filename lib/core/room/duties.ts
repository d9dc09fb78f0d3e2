import type { ScheduledCheckpoint } from "../plan/schedule.ts";
import { MINUTE_MS, type EpochMs, type Range } from "../time.ts";
import { lineId } from "./commands/launch-commands.ts";
import {
  fallenItems,
  noLongerReady,
  readinessWith,
  turnedItems,
  type ItemChecked,
  type Looking,
} from "./fallen-items.ts";
import { movedProof } from "./moved-proof.ts";
import { pollStanding } from "./poll.ts";
import { reductionDuties } from "./reduction.ts";
import type { RoomEvent } from "./room-event.ts";
import type { Room } from "./room.ts";

/** How long after T0 measurements may prove a line: their window then lies after T0. */
const PROOF_AFTER_MS = 5 * MINUTE_MS;

export type Duty = Looking;

/**
 * What Holdpoint itself has to log at this moment: items that turned, polls they void, what measurements and moved traffic
 * prove, and the reduction that the plan lets it make. Pure.
 */
export function duties(duty: Duty): readonly RoomEvent[] {
  const ofTraffic = [...reductionDuties(duty), ...movedProof(duty)];
  if (duty.room.launch.start) return [...ofTraffic, ...provenLines(duty)];
  const turned = turnedItems(duty);
  return [...ofTraffic, ...turned, ...voidedPoll(duty, turned)];
}

/** A poll rests on the items that stood when it opened. */
function voidedPoll({ plan, room, now }: Duty, turned: readonly ItemChecked[]): readonly RoomEvent[] {
  const poll = room.polls.at(-1);
  if (!poll || !["open", "go", "lapsed"].includes(pollStanding(poll, now).state)) return [];
  const fallen = fallenItems(poll, readinessWith(room, turned, now), { plan, now });
  if (fallen.length === 0) return [];
  return [{ type: "poll_closed", poll: poll.id, outcome: "void", reason: noLongerReady(fallen) }];
}

function provenLines({ plan, room, facts, now }: Duty): readonly RoomEvent[] {
  const { start, lines, t0 } = room.launch;
  if (!start || t0 === null) return [];
  return plan.t0Sequence.flatMap((step) =>
    step.items.flatMap((item): readonly RoomEvent[] => {
      const line = lineId(step.id, item.id);
      if (lines[line]) return [];
      if (item.every !== undefined && facts.sampling)
        return [{ type: "line_done", line, proof: [], note: `Every target is checked every ${item.every}.` }];
      const proof = item.metrics.flatMap((id) => facts.figures.get(id) ?? []);
      const all = item.metrics.length > 0 && proof.length === item.metrics.length;
      if (!all || now < t0 + PROOF_AFTER_MS || proof.some(({ verdict }) => verdict !== "PASS")) return [];
      return [{ type: "line_done", line, proof, note: "" }];
    }),
  );
}

/** Checkpoints that are due and not open yet, the earliest first; none before the start. */
export function dueCheckpoints(
  room: Room,
  checkpoints: readonly ScheduledCheckpoint[],
  now: EpochMs,
): readonly ScheduledCheckpoint[] {
  if (!room.launch.start) return [];
  return checkpoints.filter(({ id, at }) => at <= now && !room.checkpoints[id]);
}

/** Checkpoints that become due after `soon.from` and until `soon.to`, the earliest first; none before the start. */
export function comingCheckpoints(
  room: Room,
  checkpoints: readonly ScheduledCheckpoint[],
  soon: Range,
): readonly ScheduledCheckpoint[] {
  return dueCheckpoints(room, checkpoints, soon.to).filter(({ at }) => at > soon.from);
}
