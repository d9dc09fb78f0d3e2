import { z } from "zod";
import { momentInput } from "../../bounds.ts";
import { idText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import type { Plan } from "../../plan/plan.ts";
import { DAY_MS, MINUTE_MS, TICK_MS, type EpochMs } from "../../time.ts";
import { roleLabel, voteFault, wrong, type Deciding, type Decide } from "../deciding.ts";
import { fallenItems, noLongerReady, readinessWith, turnedItems } from "../fallen-items.ts";
import { pollStanding } from "../poll.ts";
import type { Room } from "../room.ts";

export const decideRampInput = z.strictObject({ option: idText, reason: reasonText });

/** Advance, or reschedule and investigate. It may be taken again until the start: the newest counts, all stay in the log. */
export const decideRamp: Decide<z.infer<typeof decideRampInput>> = (room, { option, reason }, { plan }) => {
  if (room.launch.start) return refuse("conflict", "The rollout has started: the ramp is history.");
  const wanted = plan.rampDecision?.options.find(({ id }) => id === option);
  if (!wanted) return refuse("not_found", `The ramp decision has no option "${option}".`);
  return accept([{ type: "ramp_decided", option, goesOn: wanted.delay === undefined, reason }]);
};

const FARTHEST_MOVE_MS = 366 * DAY_MS;

export const rescheduleInput = z.strictObject({
  /** The new T0, epoch ms by the rollout's clock, on a full minute. */
  t0: momentInput,
  reason: reasonText,
});

/** Moves T0, and with it every phase, checkpoint, shift and task; the old dates stay in the log. */
export const decideReschedule: Decide<z.infer<typeof rescheduleInput>> = (room, { t0, reason }, about) => {
  if (room.launch.start) return refuse("conflict", "The rollout has started: T0 is history and cannot move.");
  if (t0 % MINUTE_MS !== 0) return wrong("t0", "must be on a full minute");
  if (t0 <= about.now) return wrong("t0", "must lie ahead");
  if (t0 - about.now > FARTHEST_MOVE_MS) return wrong("t0", "may be at most a year ahead");
  if (t0 === about.t0) return accept([]);
  return accept([{ type: "rescheduled", from: about.t0, to: t0, reason }]);
};

export const startRolloutInput = z.strictObject({
  /** An administrator may start without a GO; the reason stays visible on every page. Empty: with the GO. */
  override: noteText.default(""),
});

/**
 * T0 becomes the next full tick, and what is measured now the baseline. Every item is looked at once more: the tick that would
 * have voided the poll may come a moment after the start.
 */
export const decideStart: Decide<z.infer<typeof startRolloutInput>> = (room, { override }, about) => {
  const { now, actor, t0, facts } = about;
  if (room.launch.start) return refuse("conflict", "The rollout has started already.");
  const looked = { ...room, readiness: readinessWith(room, turnedItems({ ...about, room }), now) };
  const obstacle = sentencesOf([whyNot(looked, about), voterObstacle(looked, about)]);
  if (obstacle !== null && override === "") return refuse("conflict", obstacle);
  if (obstacle !== null && actor.role !== "admin")
    return refuse("forbidden", `${obstacle} Only an administrator may start all the same.`);
  if (obstacle !== null && override.length < 3) return wrong("override", "needs a few words");
  // it overrules the votes
  const noFactor = obstacle === null ? null : voteFault(about);
  if (noFactor !== null) return refuse("forbidden", noFactor);
  const poll = room.polls.at(-1);
  return accept([
    {
      type: "rollout_started",
      t0: Math.ceil(now / TICK_MS) * TICK_MS,
      planned: t0,
      poll: poll?.id ?? null,
      override: obstacle === null ? null : override,
      baseline: [...facts.figures.values()].filter(({ value }) => value !== null),
    },
  ]);
};

/** Everything that keeps the rollout from starting, a sentence each; null when nothing does. The readiness is as the room has it. */
export function whyNot(room: Room, about: Pick<Deciding, "plan" | "now">): string | null {
  return sentencesOf([rampObstacle(room, about), pollObstacle(room, about), delayObstacle(room, about)]);
}

function sentencesOf(obstacles: readonly (string | null)[]): string | null {
  const found = obstacles.filter((obstacle) => obstacle !== null);
  return found.length === 0 ? null : found.join(" ");
}

/** A GO is worth as much as the right of whoever said it, which may have been taken away since. */
function voterObstacle({ polls }: Room, { plan, facts }: Deciding): string | null {
  const leads = new Set(facts.accounts.filter(({ role }) => role === "lead").map(({ id }) => id));
  const votes = Object.entries(polls.at(-1)?.votes ?? {});
  const gone = votes.filter(([, { vote, person }]) => vote === "go" && !leads.has(person.id));
  return sentencesOf(
    gone.map(([role, { person }]) => {
      const label = roleLabel(plan, role);
      return `${person.name}, who said GO as ${label}, is no longer a lead: give that role to a lead and open a new poll.`;
    }),
  );
}

function rampObstacle({ launch: { ramp } }: Room, { plan }: Pick<Deciding, "plan">): string | null {
  if (plan.rampDecision && !ramp) return "The ramp decision has not been taken.";
  return ramp && !ramp.goesOn ? "The ramp decision says: reschedule and investigate." : null;
}

function delayObstacle({ delays }: Room, { plan }: Pick<Deciding, "plan">): string | null {
  const found = plan.delays.flatMap(({ id, label }) => {
    const run = delays[id]?.run;
    if (!run) return [];
    if (!run.left) return [`The procedure "${label}" is under way: it has to be ended first.`];
    return run.left.exit === "abort" ? [`The rollout was given up: ${run.left.reason}`] : [];
  });
  return sentencesOf(found);
}

function pollObstacle(room: Room, { plan, now }: Pick<Deciding, "plan" | "now">): string | null {
  const poll = room.polls.at(-1);
  if (!poll) return "The leads have not been polled.";
  const { state } = pollStanding(poll, now);
  if (state !== "go") return POLL_OBSTACLE[state];
  const fallen = fallenItems(poll, room.readiness, { plan, now });
  return fallen.length === 0 ? null : `The poll no longer stands. ${noLongerReady(fallen)}`;
}

const POLL_OBSTACLE = {
  open: "The poll is still open: not every lead has voted.",
  no_go: "The poll is NO-GO.",
  lapsed: "Votes have lapsed: the leads must vote again.",
  void: "The poll is void, because a readiness item regressed.",
  withdrawn: "The last poll was withdrawn.",
} as const;

type Line = Plan["t0Sequence"][number]["items"][number];

/** A line of the execution board, wherever in the sequence it stands. */
export function lineOf(plan: Plan, id: string): Outcome<Line> {
  for (const step of plan.t0Sequence)
    for (const item of step.items) if (lineId(step.id, item.id) === id) return accept(item);
  return refuse("not_found", `The T0 sequence has no line "${id}".`);
}

/** Ids of items are unique within their step only. */
export function lineId(step: string, item: string): string {
  return `${step}.${item}`;
}

export const confirmLineInput = z.strictObject({ line: idText, note: noteText.default("") });

/** A person confirms a line of the execution board; one that measurements prove needs a note to be taken on a person's word. */
export const decideConfirmLine: Decide<z.infer<typeof confirmLineInput>> = (room, { line, note }, { plan }) => {
  const found = lineOf(plan, line);
  if (!found.ok) return found;
  if (!room.launch.start)
    return refuse("conflict", "The rollout has not started: nothing of the T0 sequence is done yet.");
  if (room.launch.lines[line]) return accept([]);
  if (found.value.metrics.length > 0 && note.length < 3)
    return wrong("note", "measurements prove this line by themselves; on a person's word it needs a note");
  return accept([{ type: "line_done", line, proof: [], note }]);
};

/** T0 as the room has it, else as the rollout was made. */
export function t0Of(room: Room, planned: EpochMs): EpochMs {
  return room.launch.t0 ?? planned;
}
