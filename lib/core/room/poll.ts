import { z } from "zod";
import type { EpochMs } from "../time.ts";
import { personSchema, type Actor, type Person } from "./actor.ts";

/** The GO/NO-GO: the roster and the readiness that it rests on are frozen when it opens. */
export const pollEvents = [
  z.object({
    type: z.literal("poll_opened"),
    poll: z.string(),
    /** Roles that must all say GO. */
    roles: z.array(z.string()).min(1),
    /** A vote older than this counts no more, ms. */
    lapseMs: z.number().positive(),
    /** Items that stood then: one that no longer does voids the poll. */
    ready: z.array(z.string()),
    /** Items that did not stand then, which the leads see and vote on all the same. */
    unready: z.array(z.string()),
  }),
  z.object({
    type: z.literal("vote_cast"),
    poll: z.string(),
    role: z.string(),
    vote: z.enum(["go", "no_go"]),
    reason: z.string(),
    person: personSchema,
    /** For whom the vote was given, when it was handed on. */
    onBehalfOf: personSchema.nullable(),
  }),
  z.object({
    type: z.literal("poll_closed"),
    poll: z.string(),
    outcome: z.enum(["void", "withdrawn"]),
    reason: z.string(),
  }),
] as const;
type PollEvent = z.infer<(typeof pollEvents)[number]>;

export type Vote = {
  readonly vote: "go" | "no_go";
  readonly reason: string;
  readonly person: Person;
  readonly onBehalfOf: Person | null;
  readonly at: EpochMs;
};
export type Poll = {
  readonly id: string;
  readonly openedAt: EpochMs;
  readonly openedBy: Actor;
  readonly roles: readonly string[];
  readonly lapseMs: number;
  readonly ready: readonly string[];
  readonly unready: readonly string[];
  readonly votes: Readonly<Record<string, Vote>>;
  readonly closed: { readonly outcome: "void" | "withdrawn"; readonly reason: string; readonly at: EpochMs } | null;
};

/** The newest poll and those before it, oldest first; an event of a poll that is not the newest changes nothing. */
export function applyPolls(
  polls: readonly Poll[],
  event: PollEvent & { readonly at: EpochMs; readonly actor: Actor },
): readonly Poll[] {
  const { at, actor } = event;
  if (event.type === "poll_opened") {
    const { poll: id, roles, lapseMs, ready, unready } = event;
    return [...polls, { id, openedAt: at, openedBy: actor, roles, lapseMs, ready, unready, votes: {}, closed: null }];
  }
  const last = polls.at(-1);
  if (last?.id !== event.poll) return polls;
  return [...polls.slice(0, -1), changed(last, event, at)];
}

function changed(poll: Poll, event: Exclude<PollEvent, { type: "poll_opened" }>, at: EpochMs): Poll {
  if (event.type === "poll_closed") return { ...poll, closed: { outcome: event.outcome, reason: event.reason, at } };
  const { vote, reason, person, onBehalfOf } = event;
  return { ...poll, votes: { ...poll.votes, [event.role]: { vote, reason, person, onBehalfOf, at } } };
}

/**
 * `open`: votes are missing; `go`: every role says GO; `no_go`: a veto; `lapsed`: votes were given, and too long ago;
 * `void`: a readiness item regressed; `withdrawn`: taken back by whoever may open one.
 */
export type PollState = "open" | "go" | "no_go" | "lapsed" | "void" | "withdrawn";
export type PollStanding = {
  readonly state: PollState;
  /** Roles without a vote that counts. */
  readonly missing: readonly string[];
  /** When the first vote that counts now will lapse; null without one. */
  readonly lapsesAt: EpochMs | null;
};

/** Where the poll stands at `now`: one NO-GO vetoes, and it takes every role's GO, none of them lapsed, to be GO. */
export function pollStanding(poll: Poll, now: EpochMs): PollStanding {
  const lapseOf = (role: string): EpochMs => (poll.votes[role]?.at ?? -Infinity) + poll.lapseMs;
  const missing = poll.roles.filter((role) => lapseOf(role) <= now);
  const counting = poll.roles.filter((role) => lapseOf(role) > now).map(lapseOf);
  return { state: stateOf(poll, missing), missing, lapsesAt: counting.length > 0 ? Math.min(...counting) : null };
}

/** A NO-GO does not lapse: silence is no consent. */
function stateOf(poll: Poll, missing: readonly string[]): PollState {
  if (poll.closed) return poll.closed.outcome;
  if (Object.values(poll.votes).some(({ vote }) => vote === "no_go")) return "no_go";
  if (missing.length === 0) return "go";
  return missing.some((role) => poll.votes[role] !== undefined) ? "lapsed" : "open";
}
