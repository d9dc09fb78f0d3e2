import type { Plan } from "../plan/plan.ts";
import type { ScheduledCheckpoint } from "../plan/schedule.ts";
import { MINUTE_MS, type EpochMs } from "../time.ts";
import { checkItem } from "./checks.ts";
import { lineId } from "./commands/launch-commands.ts";
import type { Facts } from "./deciding.ts";
import { pollStanding } from "./poll.ts";
import { isReady, standings } from "./readiness.ts";
import type { RoomEvent } from "./room-event.ts";
import { applyReadiness } from "./readiness.ts";
import type { Room } from "./room.ts";

/** How long after T0 measurements may prove a line: their window then lies after T0. */
const PROOF_AFTER_MS = 5 * MINUTE_MS;

export type Duty = { readonly plan: Plan; readonly room: Room; readonly facts: Facts; readonly now: EpochMs };

/** What Holdpoint itself has to log at this moment: items that turned, polls they void, lines that measurements prove. Pure. */
export function duties(duty: Duty): readonly RoomEvent[] {
  if (duty.room.launch.start) return provenLines(duty);
  const turned = turnedItems(duty);
  return [...turned, ...voidedPoll(duty, turned)];
}

type ItemChecked = Extract<RoomEvent, { type: "item_checked" }>;

/** The state is logged when it turns; the sentence may change in between, and is logged with the next turn. */
function turnedItems({ plan, room, facts, now }: Duty): readonly ItemChecked[] {
  return plan.preflight.flatMap((item) => {
    if (item.kind !== "automatic") return [];
    const { ok, sentence } = checkItem(item, { plan, room, facts, now });
    if (room.readiness.checked[item.id]?.ok === ok) return [];
    return [{ type: "item_checked" as const, item: item.id, ok, sentence }];
  });
}

/** A poll rests on the items that stood when it opened. */
function voidedPoll({ plan, room, now }: Duty, turned: readonly ItemChecked[]): readonly RoomEvent[] {
  const poll = room.polls.at(-1);
  if (!poll || !["open", "go", "lapsed"].includes(pollStanding(poll, now).state)) return [];
  const engine = { kind: "engine" } as const;
  const readiness = turned.reduce(
    (held, event) => applyReadiness(held, { ...event, at: now, actor: engine }),
    room.readiness,
  );
  const fallen = standings(plan, readiness, now).filter((item) => poll.ready.includes(item.id) && !isReady(item));
  if (fallen.length === 0) return [];
  const list = fallen.map(({ label, sentence }) => `${label}: ${sentence}`).join(" ");
  return [{ type: "poll_closed", poll: poll.id, outcome: "void", reason: `No longer ready: ${list}` }];
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
