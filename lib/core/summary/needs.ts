import type { Plan } from "../plan/plan.ts";
import { durationMs } from "../plan/when.ts";
import { scheduleOf } from "../plan/schedule.ts";
import { activeAlerts, alertState } from "../room/alert.ts";
import { openActions } from "../room/action-item.ts";
import { roleLabel } from "../room/deciding.ts";
import { pollStanding } from "../room/poll.ts";
import type { Room } from "../room/room.ts";
import type { EpochMs } from "../time.ts";

type Asked = { readonly plan: Plan; readonly room: Room; readonly t0: EpochMs; readonly now: EpochMs };

/** What waits for somebody outside the room's routine, the most pressing first; empty where nothing does. */
export function needsOf(asked: Asked): readonly string[] {
  const { plan, room, now } = asked;
  const alerts = activeAlerts(room.alerts)
    .filter((alert) => alert.severity === "critical" && alertState(alert) === "firing")
    .map(({ label }) => `${label} is critical and nobody has taken it in hand.`);
  const seconds = Object.values(room.checkpoints)
    .filter(({ decision }) => decision?.needsSecond === true && decision.second === null)
    .map(({ label }) => `${label}: the decision waits for a second lead.`);
  const late = openActions(room.actions)
    .filter(({ due }) => due < now)
    .map(({ label, owner }) => `Action item "${label}" is late; ${roleLabel(plan, owner)} has it.`);
  return [...alerts, ...seconds, ...gateNeeds(asked), ...pollNeeds(asked), ...late.slice(0, 3)];
}

/** Gates that are past their grace without a decision. */
function gateNeeds({ plan, room, t0, now }: Asked): readonly string[] {
  if (!room.launch.start) return [];
  const graceMs = durationMs(plan.grace);
  const late = scheduleOf(plan, t0)
    .checkpoints.filter(({ id, kind, at }) => kind === "gate" && at + graceMs < now && !room.checkpoints[id]?.decision)
    .map(({ label }) => label);
  if (late.length === 0) return [];
  return [
    `${late.length === 1 ? "A gate is" : `${late.length} gates are`} overdue and not decided: ${late.join(", ")}.`,
  ];
}

function pollNeeds({ plan, room, now }: Asked): readonly string[] {
  const poll = room.polls.at(-1);
  if (!poll || room.launch.start) return [];
  const { state, missing } = pollStanding(poll, now);
  if (state === "no_go") return ["The GO/NO-GO stands at NO-GO: decide when to try again."];
  if (state !== "open" && state !== "lapsed") return [];
  return [`The GO/NO-GO waits for ${missing.map((role) => roleLabel(plan, role)).join(", ")}.`];
}
