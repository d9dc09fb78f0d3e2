import type { Plan } from "../../plan/plan.ts";
import { actorName } from "../../room/actor.ts";
import { roleLabel } from "../../room/deciding.ts";
import { eventSentence } from "../../room/event-sentence.ts";
import { pollStanding } from "../../room/poll.ts";
import type { LoggedEvent, RoomEvent } from "../../room/room-event.ts";
import { stamp, stampT } from "../dates.ts";
import { missing, tableOf, text, type Block } from "../document.ts";
import type { ReportInput } from "../inputs.ts";

const DECISIONS: readonly RoomEvent["type"][] = [
  "ramp_decided",
  "rescheduled",
  "rollout_started",
  "decision_made",
  "decision_seconded",
  "decision_declined",
  "item_waived",
  "traffic_set",
  "playbook_left",
  "task_moved",
  "milestone_confirmed",
  "stream_answered",
  "stabilisation_confirmed",
  "stabilisation_seconded",
  "stabilisation_declined",
  "delay_begun",
  "delay_left",
];

export function isDecision({ event }: Pick<LoggedEvent, "event">): boolean {
  return DECISIONS.includes(event.type);
}

/** Whatever was decided, oldest first, with why; each with its number in the log. */
export function decisionBlocks({ plan, room, events, due }: ReportInput): readonly Block[] {
  const rows = events
    .filter((logged) => isDecision(logged) && logged.at <= due)
    .map((logged) => [
      { text: `#${logged.seq}`, href: `/log#event-${logged.seq}` },
      stamp(logged.at),
      actorName(logged.actor),
      eventSentence(logged, plan, room.actions),
    ]);
  return [
    tableOf(
      { caption: "Decisions and why", columns: ["Event", "When", "Who", "What and why"], none: "nothing is decided." },
      rows,
    ),
  ];
}

/** The ramp decision, the poll's votes with their reasons, and the start. */
export function goNoGoBlocks({ plan, room, t0, range }: ReportInput): readonly Block[] {
  return [
    ...rampBlocks(plan, room.launch.ramp),
    ...pollBlocks(plan, { room, t0 }),
    ...startBlocks({ plan, room, t0, range }),
  ];
}

type RoomOf = Pick<ReportInput, "room" | "t0">;

function rampBlocks(plan: Plan, ramp: RoomOf["room"]["launch"]["ramp"]): readonly Block[] {
  if (!plan.rampDecision) return [];
  if (!ramp) return [missing("the ramp decision is not taken.")];
  const option = plan.rampDecision.options.find(({ id }) => id === ramp.option)?.label ?? ramp.option;
  return [text(`Ramp decision: ${option}, by ${actorName(ramp.by)}, ${stamp(ramp.at)}. Why: ${ramp.reason}`)];
}

function pollBlocks(plan: Plan, { room }: RoomOf): readonly Block[] {
  const poll = room.polls.at(-1);
  if (!poll) return [missing("no GO/NO-GO was opened.")];
  // as it stood when the rollout was started: votes lapse afterwards
  const { state } = pollStanding(poll, room.launch.start?.at ?? poll.openedAt);
  const rows = poll.roles.map((role) => {
    const vote = poll.votes[role];
    if (!vote) return [roleLabel(plan, role), "no vote", "-", "-", "-"];
    const who = vote.onBehalfOf ? `${vote.person.name} for ${vote.onBehalfOf.name}` : vote.person.name;
    return [roleLabel(plan, role), vote.vote === "go" ? "GO" : "NO-GO", who, stamp(vote.at), vote.reason || "-"];
  });
  const earlier = room.polls.length - 1;
  return [
    text(
      `GO/NO-GO: ${state.replace("_", "-").toUpperCase()}; opened by ${actorName(poll.openedBy)}, ${stamp(poll.openedAt)}, with ${poll.ready.length} of ${poll.ready.length + poll.unready.length} items ready${earlier > 0 ? `; ${earlier} poll${earlier === 1 ? "" : "s"} before it` : ""}.`,
    ),
    tableOf({ caption: "Votes", columns: ["Role", "Vote", "Who", "When", "Why"], none: "nobody has a vote." }, rows),
  ];
}

function startBlocks({ room, t0 }: Pick<ReportInput, "plan" | "room" | "t0" | "range">): readonly Block[] {
  const { start, moves } = room.launch;
  const moved = tableOf(
    { caption: "T0 moved", columns: ["When", "From", "To", "Who", "Why"], none: "" },
    moves.map(({ at, from, to, by, reason }) => [stamp(at), stamp(from), stamp(to), actorName(by), reason]),
  );
  const begun = start
    ? text(
        start.override === null
          ? `Started with a GO by ${actorName(start.by)}: T0 is ${stampT(t0, t0)}.`
          : `Started WITHOUT a GO by ${actorName(start.by)}: ${start.override}`,
      )
    : missing("the rollout is not started.");
  return [begun, ...(moves.length > 0 ? [moved] : [])];
}
