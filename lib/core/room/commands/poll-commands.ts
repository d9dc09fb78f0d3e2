import { z } from "zod";
import { idText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import type { Plan } from "../../plan/plan.ts";
import { durationMs } from "../../plan/when.ts";
import type { EpochMs } from "../../time.ts";
import { roleLabel, voteFault, wrong, type Deciding, type Decide } from "../deciding.ts";
import { pollStanding, type Poll, type PollState } from "../poll.ts";
import { isReady, readinessCount, standings } from "../readiness.ts";
import { rolesOf, voterFor, votesOf } from "../roster.ts";
import type { Room } from "../room.ts";
import { nobodyHolds } from "./roster-commands.ts";
import { lookUp } from "../../look-up.ts";

/** Roles that the plan gives a vote. */
export function votingRoles(plan: Plan): readonly string[] {
  return plan.people.roles.flatMap(({ id, votes }) => (votes ? [id] : []));
}

/** The poll's own item: it waits for the poll, so no poll waits for it. */
export function itemsBeforePoll(
  room: Room,
  { plan, now }: Pick<Deciding, "plan" | "now">,
): ReturnType<typeof standings> {
  return readinessCount(plan, standings(plan, room.readiness, now)).items;
}

export const openPollInput = z.strictObject({});

/** A lead who votes, or an administrator, asks everybody; the roster must be complete, for nobody can veto an empty chair. */
export const decideOpenPoll: Decide<z.infer<typeof openPollInput>> = (room, _, about) => {
  const { plan, now, actor } = about;
  if (room.launch.start) return refuse("conflict", "The rollout has started: there is nothing left to poll.");
  if (actor.role !== "admin" && votesOf(room.roster, actor.id).length === 0)
    return refuse("forbidden", "Only a lead who votes, or an administrator, opens the poll.");
  const last = room.polls.at(-1);
  const state = last && pollStanding(last, now).state;
  if (state === "open" || state === "go" || state === "lapsed")
    return refuse(
      "conflict",
      `A poll is ${state === "go" ? "GO already" : "open already"}; withdraw it first to ask anew.`,
    );
  const roles = votingRoles(plan);
  if (roles.length === 0) return refuse("conflict", "The plan gives nobody a vote.");
  const empty = roles.filter((role) => !voterFor(room.roster, role));
  if (empty.length > 0) return refuse("conflict", nobodyHolds(plan, empty));
  const items = itemsBeforePoll(room, about);
  return accept([
    {
      type: "poll_opened",
      poll: `poll-${room.polls.length + 1}`,
      roles: [...roles],
      lapseMs: durationMs(plan.poll.lapseAfter),
      ready: items.filter(isReady).map(({ id }) => id),
      unready: items.filter((item) => !isReady(item)).map(({ id }) => id),
    },
  ]);
};

export const castVoteInput = z.strictObject({
  poll: idText,
  role: idText,
  vote: z.enum(["go", "no_go"]),
  reason: noteText.default(""),
});

const CLOSED: Readonly<Record<Exclude<PollState, "open" | "go" | "lapsed">, string>> = {
  no_go: "This poll is NO-GO: a veto stands. Resolve it, and open a new poll.",
  void: "This poll is void.",
  withdrawn: "This poll was withdrawn.",
};

/** One vote per role; GO may become NO-GO, and a NO-GO stands for this poll. Only a GO may need a second factor. */
export const decideCastVote: Decide<z.infer<typeof castVoteInput>> = (room, input, about) => {
  const { plan, actor, now } = about;
  const poll = currentPoll(room, input.poll, now);
  if (!poll.ok) return poll;
  // a veto is never withheld
  const noFactor = input.vote === "go" ? voteFault(about) : null;
  if (noFactor !== null) return refuse("forbidden", noFactor);
  if (!poll.value.roles.includes(input.role))
    return refuse("not_found", `${roleLabel(plan, input.role)} has no vote in this poll.`);
  if (voterFor(room.roster, input.role)?.id !== actor.id)
    return refuse("forbidden", `${roleLabel(plan, input.role)} is somebody else's vote.`);
  if (input.vote === "no_go" && input.reason.length < 3) return wrong("reason", "a NO-GO needs its reason");
  const holder = lookUp(room.roster.holders, input.role) ?? null;
  return accept([
    {
      type: "vote_cast",
      ...input,
      person: { id: actor.id, name: actor.name },
      onBehalfOf: holder && holder.id !== actor.id ? holder : null,
    },
  ]);
};

function currentPoll(room: Room, id: string, now: EpochMs): Outcome<Poll> {
  const poll = room.polls.find((candidate) => candidate.id === id);
  if (!poll) return refuse("not_found", `There is no poll "${id}".`);
  if (room.launch.start) return refuse("conflict", "The rollout has started: the poll is over.");
  if (poll !== room.polls.at(-1)) return refuse("conflict", "This poll is over; a newer one counts.");
  const { state } = pollStanding(poll, now);
  return state in CLOSED ? refuse("conflict", CLOSED[state as keyof typeof CLOSED]) : accept(poll);
}

export const withdrawPollInput = z.strictObject({ poll: idText, reason: reasonText });

export const decideWithdrawPoll: Decide<z.infer<typeof withdrawPollInput>> = (room, input, about) => {
  const { actor, now } = about;
  const poll = currentPoll(room, input.poll, now);
  if (!poll.ok) return poll;
  const noFactor = voteFault(about);
  if (noFactor !== null) return refuse("forbidden", noFactor);
  if (actor.role !== "admin" && rolesOf(room.roster, actor.id).length === 0)
    return refuse("forbidden", "Only who holds a role of the plan, or an administrator, withdraws a poll.");
  return accept([{ type: "poll_closed", poll: input.poll, outcome: "withdrawn", reason: input.reason }]);
};
